import { Errors } from 'postmark';
import { NEVER_LEFT_TEXT } from './fetch-or-never-left.ts';

/** How one e-mail ended. `not_sent`: certainly not accepted. `unknown`: it may have been. */
export type SendOutcome =
  | { kind: 'sent'; postmarkMessageId: string }
  | { kind: 'refused'; why: string; inactive: boolean }
  /** `notBefore`: the carrier asked to be left in peace until then. */
  | { kind: 'not_sent'; why: string; notBefore?: Date }
  | { kind: 'unknown'; why: string };

/** The account or the practice's settings are at fault, not the recipient: kept, and tried again after somebody mended it. */
const SETTINGS_AT_FAULT = new Set([10, 400, 401, 402, 403, 405, 412, 413, 1101, 1235, 1236, 1480]);
const INACTIVE = 406;
const MAINTENANCE = 100;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UNREADABLE: SendOutcome = { kind: 'unknown', why: 'answer_unreadable' };

/** Of an answer to one e-mail. Postmark's client passes on whatever came with status 200: a page of HTML as text. */
export function outcomeOfAnswer(answer: unknown): SendOutcome {
  const { ErrorCode, MessageID } = fieldsOf(answer);
  const isAccepted = ErrorCode === 0 && typeof MessageID === 'string' && UUID.test(MessageID);
  return isAccepted ? { kind: 'sent', postmarkMessageId: MessageID } : UNREADABLE;
}

/**
 * Of an answer to so many in one call, in their order: an item that failed has its error code and no HTTP status. Where it
 * is not one result for each, nothing is known of any.
 */
export function outcomesOfBatch(answer: unknown, count: number): SendOutcome[] {
  if (!Array.isArray(answer) || answer.length !== count)
    return Array.from({ length: count }, () => UNREADABLE);
  return answer.map((item: unknown) => {
    const { ErrorCode } = fieldsOf(item);
    if (typeof ErrorCode !== 'number' || ErrorCode === 0) return outcomeOfAnswer(item);
    return ErrorCode === MAINTENANCE ? NOT_NOW : ofRefusal(ErrorCode);
  });
}

/** Facts of Postmark's client: branch on the HTTP status first, because its error codes collide with HTTP numbers. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof Error && error.message === NEVER_LEFT_TEXT)
    return { kind: 'not_sent', why: 'carrier_away' };
  if (!(error instanceof Errors.PostmarkError)) return { kind: 'unknown', why: 'connection_lost' };
  const { statusCode, code } = error;
  if (statusCode === 429) return { kind: 'not_sent', why: 'rate_limited' };
  if (statusCode === 503 && code === MAINTENANCE) return NOT_NOW;
  if (statusCode === 401 || statusCode === 403) return { kind: 'not_sent', why: 'mail_settings' };
  if (statusCode === 422) return ofRefusal(code);
  if (statusCode === 413) return { kind: 'refused', why: `postmark_${code}`, inactive: false };
  return { kind: 'unknown', why: statusCode > 0 ? `http_${statusCode}` : 'connection_lost' };
}

/** The same of a call with many: refused as a whole, it says nothing of any recipient. */
export function outcomeOfBatchCall(error: unknown): SendOutcome {
  const outcome = outcomeOf(error);
  return outcome.kind === 'refused' ? { kind: 'not_sent', why: 'batch_refused' } : outcome;
}

const NOT_NOW: SendOutcome = { kind: 'not_sent', why: 'carrier_maintenance' };

function ofRefusal(code: number): SendOutcome {
  if (code === INACTIVE) return { kind: 'refused', why: 'inactive_recipient', inactive: true };
  if (SETTINGS_AT_FAULT.has(code)) return { kind: 'not_sent', why: 'mail_settings' };
  return { kind: 'refused', why: `postmark_${code}`, inactive: false };
}

function fieldsOf(value: unknown): { ErrorCode?: unknown; MessageID?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
