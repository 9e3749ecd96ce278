import { Connection } from '@temporalio/client';

const PATIENCE_MS = 2_000;

/** Ready is when the namespace answers and can be searched by every attribute our workflows set. */
export async function temporalAnswers(address: string, attributes: string[]): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: PATIENCE_MS });
  try {
    return await connection.withDeadline(Date.now() + PATIENCE_MS, async () => {
      const namespace = 'default';
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      return attributes.every((name) => name in customAttributes);
    });
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
