import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { describeError } from '../facts/error-kind.ts';

/**
 * PostgreSQL prints the failing row into its errors, and other messages may hold a value too: only the kind of failure
 * and the place in our code reach a history or a log (§3.6.9).
 */
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
  const { kind, code, constraint, stack } = describeError(error);
  const parts = [kind, ...(code ? [`code ${code}`] : []), ...(constraint ? [constraint] : [])];
  const failure = ApplicationFailure.create({ message: parts.join(', '), type: kind });
  failure.stack = [failure.message, ...stack].join('\n');
  return failure;
}
