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

/** What an e-mail is for; `carrier` is a note of the practice to a client. */
export const MESSAGE_PURPOSES = [
  'thanks',
  'staff_note',
  'carrier',
  'friday_list',
  'test',
  'refer_out',
] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

/**
 * What becomes of an e-mail whose outcome was never found: resent once, because late is worse than twice, or held for a
 * person, because it may carry a prompt or a disclosure.
 */
type IfNeverFound = 'resend' | 'hold';

/** `byItself`: it leaves when it is due, and no rule of a promise is asked. */
export const DELIVERY_BY_PURPOSE: Readonly<
  Record<MessagePurpose, { ifNeverFound: IfNeverFound; byItself: boolean }>
> = {
  thanks: { ifNeverFound: 'resend', byItself: false },
  staff_note: { ifNeverFound: 'resend', byItself: true },
  carrier: { ifNeverFound: 'hold', byItself: false },
  refer_out: { ifNeverFound: 'hold', byItself: false },
  friday_list: { ifNeverFound: 'hold', byItself: true },
  test: { ifNeverFound: 'hold', byItself: true },
};

/** How far the delivery of one e-mail has come. */
export type DeliveryFacts = {
  status: MessageStatus;
  nextTryAt: Date | null;
  claimedUntil: Date | null;
  unknownSince: Date | null;
  checks: number;
  resent: boolean;
};

export type DeliveryStep =
  | { do: 'send' }
  | { do: 'look_up' }
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
 * What to do with an e-mail now: claimed, called once, settled. An outcome that is not known is looked up until the
 * provider's search can no longer lag (`searchLagMs`), and only then resent, once, or held.
 */
export function decideDelivery(
  message: DeliveryFacts,
  now: Date,
  searchLagMs: number,
  ifNeverFound: IfNeverFound = 'resend',
): DeliveryStep {
  switch (message.status) {
    case 'queued':
      return isAhead(message.nextTryAt, now) ? { do: 'wait', at: message.nextTryAt } : { do: 'send' };
    case 'sending': {
      const settledAt = after(message.claimedUntil ?? now, CLAIM_GRACE_MS);
      return isAhead(settledAt, now) ? { do: 'wait', at: settledAt } : { do: 'look_up' };
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
  message: DeliveryFacts,
  now: Date,
  searchLagMs: number,
  ifNeverFound: IfNeverFound,
): DeliveryStep {
  const since = message.unknownSince ?? now;
  const checksMs = [...CHECKS_MS.filter((ms) => ms < searchLagMs), searchLagMs];
  const nextCheckMs = checksMs[message.checks];
  if (nextCheckMs === undefined) return { do: message.resent ? 'hold' : ifNeverFound };
  const checkAt = after(since, nextCheckMs);
  return isAhead(checkAt, now) ? { do: 'wait', at: checkAt } : { do: 'look_up' };
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
