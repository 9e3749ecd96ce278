import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

type DatabaseError = { code?: unknown; constraint?: unknown };

/** PostgreSQL prints the failing row into its errors; nothing but the kind of failure may reach a history (§3.6.9). */
export const stripErrors: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      throw stripped(error);
    }
  },
};

function stripped(error: unknown): ApplicationFailure {
  const type = error instanceof Error ? error.constructor.name : 'Unknown';
  const { code, constraint }: DatabaseError = typeof error === 'object' && error !== null ? error : {};
  const parts = [type, ...(typeof code === 'string' ? [`code ${code}`] : []), ...(typeof constraint === 'string' ? [constraint] : [])];
  return ApplicationFailure.create({ message: `${parts.join(', ')}: see the worker's log for this moment`, type });
}
