export const MESSAGE_STATUSES = [
  'would_send',
  'queued',
  'sending',
  'sent',
  'refused',
  'unknown',
  'held',
  'stopped',
  'cancelled',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const DELIVERIES = ['sent', 'delivered', 'bounced', 'unknown'] as const;

/** What the ledger knows of one e-mail; `searchLagMs` is how long the carrier's own search may lag behind. */
export type CarriageFacts = {
  status: MessageStatus;
  nextTryAt: Date | null;
  claimedUntil: Date | null;
  unknownSince: Date | null;
  checks: number;
  resent: boolean;
};

/** An e-mail in the ledger, with when it is meant to go and who asked for it to go now. */
export type CarriedMessage = CarriageFacts & { id: string; dueAt: Date; askedBy: string | null };

export type CarriageStep =
  | { do: 'send' }
  | { do: 'reconcile' }
  | { do: 'resend' }
  | { do: 'hold' }
  | { do: 'wait'; at: Date }
  | { do: 'nothing' };

const SECOND_MS = 1_000;
const CHECKS_MS = [5, 15, 45, 120, 300].map((seconds) => seconds * SECOND_MS);
const CLAIM_GRACE_MS = 2 * SECOND_MS;
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = 15 * 60 * SECOND_MS;

/**
 * What to do with an e-mail now. An outcome that is not known is looked up until the carrier's search can no longer
 * lag; only then is an acknowledgement sent a second and last time, because late is worse than twice. Whatever may
 * carry a prompt is never repeated by the machine: it is held for a person.
 */
export function decideCarriage(
  message: CarriageFacts,
  now: Date,
  searchLagMs: number,
  ifNeverFound: 'resend' | 'hold' = 'resend',
): CarriageStep {
  switch (message.status) {
    case 'queued':
      return isAhead(message.nextTryAt, now) ? { do: 'wait', at: message.nextTryAt } : { do: 'send' };
    case 'sending': {
      const settledAt = after(message.claimedUntil ?? now, CLAIM_GRACE_MS);
      return isAhead(settledAt, now) ? { do: 'wait', at: settledAt } : { do: 'reconcile' };
    }
    case 'unknown':
      return decideUnknown(message, now, searchLagMs, ifNeverFound);
    case 'held':
      return { do: 'hold' };
    case 'would_send':
    case 'sent':
    case 'refused':
    case 'stopped':
    case 'cancelled':
      return { do: 'nothing' };
  }
}

function decideUnknown(
  message: CarriageFacts,
  now: Date,
  searchLagMs: number,
  ifNeverFound: 'resend' | 'hold',
): CarriageStep {
  const since = message.unknownSince ?? now;
  const checksMs = [...CHECKS_MS.filter((ms) => ms < searchLagMs), searchLagMs];
  const nextCheckMs = checksMs[message.checks];
  if (nextCheckMs === undefined) return { do: message.resent ? 'hold' : ifNeverFound };
  const checkAt = after(since, nextCheckMs);
  return isAhead(checkAt, now) ? { do: 'wait', at: checkAt } : { do: 'reconcile' };
}

/** When a send that certainly did not happen is tried again: 5 s, doubling, a quarter of an hour at most. */
export function nextTryAt(attempts: number, now: Date): Date {
  return after(now, Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS));
}

function isAhead(at: Date | null, now: Date): at is Date {
  return at !== null && at > now;
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
