import { ServiceLine } from '../entities/service-line.ts';
import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import type { RowFault } from './import-rows.ts';
import { NO_SUCH_LINE, NO_SUCH_PRACTITIONER } from '../facts/practice/resolve-assignment.ts';

type Named = { practitionerId?: string | null | undefined; serviceLineId?: string | null | undefined };

/** Checks the practitioner and service line of imported rows, by the same rules as for single records. */
export async function assignmentChecker(tx: Tx): Promise<(row: number, named: Named) => RowFault[]> {
  const staff = await idsOf(tx.em.find(Staff, {}, { disableIdentityMap: true }));
  const lines = await idsOf(tx.em.find(ServiceLine, {}, { disableIdentityMap: true }));
  return (row, { practitionerId, serviceLineId }) => [
    ...(practitionerId && !staff.has(practitionerId)
      ? [{ row, path: 'practitionerId', message: NO_SUCH_PRACTITIONER }]
      : []),
    ...(serviceLineId && !lines.has(serviceLineId)
      ? [{ row, path: 'serviceLineId', message: NO_SUCH_LINE }]
      : []),
  ];
}

async function idsOf(rows: Promise<readonly { id: string }[]>): Promise<ReadonlySet<string>> {
  return new Set((await rows).map(({ id }) => id));
}
