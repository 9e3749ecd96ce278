import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { isDatabaseAway, isDatabaseBusy } from '../facts/database.ts';
import { describeError } from '../facts/error-kind.ts';
import { CannotWrite } from '../email/write.ts';
import { Refusal } from '../facts/refusal.ts';
import { Problem, sendProblem } from './problem.ts';

/** Maps every error to problem details (RFC 9457). An unexpected one is logged by class and code, and answered as a bare 500. */
export function errorHandler(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    if (res.headersSent) {
      log.error(describeError(error), 'an answer broke off: its connection was cut');
      return void res.destroy();
    }
    sendProblem(res, problemOf(error, log));
  };
}

/** What a caller is told of an error; one that nobody foresaw is logged here. */
export function problemOf(error: unknown, log: Pick<Logger, 'error'>): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) {
    const { errors, code } = error;
    return new Problem(error.status, error.message, { errors, code });
  }
  if (error instanceof CannotWrite)
    return error.why === 'busy'
      ? new Problem(503, `${error.message} Send again in a moment.`, { headers: { 'Retry-After': '5' } })
      : new Problem(409, `${error.message} Look at them under templates.`);
  if (error instanceof UniqueConstraintViolationException)
    return new Problem(409, 'Another record has this already; nothing was changed.');
  if (isDatabaseAway(error)) {
    return new Problem(
      503,
      'The database is away for the moment; nothing was lost. Send again with the same Idempotency-Key.',
      { headers: { 'Retry-After': '5' } },
    );
  }
  if (isDatabaseBusy(error)) {
    return new Problem(
      503,
      'Others are changing the same records; nothing of this was kept. Send again with the same Idempotency-Key.',
      { headers: { 'Retry-After': '2' } },
    );
  }
  const bodyProblem = problemOfBody(error);
  if (bodyProblem) return bodyProblem;
  log.error(describeError(error), 'a request failed in a way nobody foresaw');
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
