import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../facts/refusal.ts';
import { Problem, sendProblem } from './problem.ts';

const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '08001',
  '08P01',
]);
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|not (currently|yet) accepting connections/;

/** Maps every error to problem details (RFC 9457). An unexpected one is logged by class and code, and answered as a bare 500. */
export function errorHandler(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    sendProblem(res, problemOf(error, log));
  };
}

function problemOf(error: unknown, log: Pick<Logger, 'error'>): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.status, error.message, { errors: error.errors });
  if (error instanceof UniqueConstraintViolationException)
    return new Problem(409, 'Another record has this already; nothing was changed.');
  if (isDatabaseAway(error)) {
    return new Problem(
      503,
      'The database is away for the moment; nothing was lost. Send again with the same Idempotency-Key.',
      { headers: { 'Retry-After': '5' } },
    );
  }
  const bodyProblem = problemOfBody(error);
  if (bodyProblem) return bodyProblem;
  log.error(
    { kind: kindOf(error), code: codeOf(error), stack: stackOf(error) },
    'a request failed in a way nobody foresaw',
  );
  return new Problem(
    500,
    'Something went wrong on our side. Nothing was changed; the log of this moment says more.',
  );
}

/** Errors of Express's body parser and router. */
function problemOfBody(error: unknown): Problem | null {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  if (type === 'entity.verify.failed') return new Problem(400, 'The body is not UTF-8.');
  if (type === 'entity.parse.failed') return new Problem(400, 'The body is not well-formed JSON.');
  if (type === 'entity.too.large') return new Problem(413, 'The body is too large.');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem(415, 'Send UTF-8, not compressed or with gzip.');
  if (type.startsWith('request.') || type === 'stream.encoding.set')
    return new Problem(400, 'The request broke off or does not match its own length.');
  if (error instanceof URIError) return new Problem(400, 'The address is not well-formed.');
  return null;
}

/** Whether the connection to PostgreSQL failed or was closed, in the error or in what caused it. */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    DATABASE_AWAY.has(codeOf(error)) ||
    AWAY_TEXT.test(error.message) ||
    (error.cause !== undefined && isDatabaseAway(error.cause))
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}

/** Stack frames without the message, into which PostgreSQL prints the failing row. */
function stackOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => line.trimStart().startsWith('at ')).slice(0, 8);
}
