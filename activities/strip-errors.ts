import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

type DatabaseError = { code?: unknown; constraint?: unknown };

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
  const type = error instanceof Error ? error.constructor.name : 'Unknown';
  const { code, constraint }: DatabaseError = typeof error === 'object' && error !== null ? error : {};
  const parts = [
    type,
    ...(typeof code === 'string' ? [`code ${code}`] : []),
    ...(typeof constraint === 'string' ? [constraint] : []),
  ];
  const failure = ApplicationFailure.create({ message: parts.join(', '), type });
  failure.stack = [failure.message, ...framesOf(error)].join('\n');
  return failure;
}

/** Where it happened: file names and lines, never the message above them. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => line.trimStart().startsWith('at ')).slice(0, 8);
}
