import type { ErrorRequestHandler, Response } from 'express';

/** A call Postmark would refuse, with the code and the words it would use. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 422) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Answers in Postmark's shape of an error: the body, and its code again in a header. */
export function answerRefusal(res: Response, { code, status, message }: Refusal): void {
  res.status(status).set('X-PM-ApiErrorCode', String(code)).json({ ErrorCode: code, Message: message });
}

const BODY_REFUSALS: Record<string, Refusal> = {
  'entity.parse.failed': new Refusal(402, 'Invalid JSON.'),
  'entity.too.large': new Refusal(413, 'The payload is too large.', 413),
  'encoding.unsupported': new Refusal(409, 'The content encoding is not supported.', 415),
  'charset.unsupported': new Refusal(409, 'The character set is not supported.', 415),
};

/** The one place where an error becomes an answer; what was not foreseen is logged and told as Postmark's own 500. */
export const answerErrors: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const refusal = error instanceof Refusal ? error : BODY_REFUSALS[bodyErrorType(error)];
  if (refusal) {
    answerRefusal(res, refusal);
    return;
  }
  console.error(error);
  answerRefusal(res, new Refusal(101, 'The outbox failed unexpectedly; see its log.', 500));
};

function bodyErrorType(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('type' in error)) return '';
  return String(error.type);
}
