import type { SuppressionReason } from './suppression.ts';

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

/** Why an e-mail came back: through our own fault, the address's, or for now. */
export type BouncedWhy = SuppressionReason | 'by_sender' | 'came_back';

/** What an e-mail is for; `carrier` is a note of the practice to a client. */
export const MESSAGE_PURPOSES = [
  'thanks',
  'staff_note',
  'carrier',
  'friday_list',
  'test',
  'refer_out',
  'broadcast',
  'team_note',
  'check_in',
  'sign_in',
] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

/** Why an e-mail waits for a person: it may have gone and was never found, or the practice's own words cannot be filled in. */
export type HoldReason = 'unknown_outcome' | 'cannot_write';

/**
 * What becomes of an e-mail whose outcome was never found: resent once, because late is worse than twice, or held for a
 * person, because it may carry a prompt or a disclosure.
 */
type IfNeverFound = 'resend' | 'hold';

/** A message stream of the mail provider: one-to-one, or the same words to many, with a list of its own (§3.6.6). */
export type Stream = 'outbound' | 'broadcast';

/** As many as the mail provider takes in one call, and finds in one. */
export const MOST_IN_BATCH = 500;

/** `byItself`: it leaves when it is due, and no rule of a promise is asked. */
export const DELIVERY_BY_PURPOSE: Readonly<
  Record<MessagePurpose, { ifNeverFound: IfNeverFound; byItself: boolean; stream: Stream }>
> = {
  thanks: { ifNeverFound: 'resend', byItself: false, stream: 'outbound' },
  staff_note: { ifNeverFound: 'resend', byItself: true, stream: 'outbound' },
  carrier: { ifNeverFound: 'hold', byItself: false, stream: 'outbound' },
  refer_out: { ifNeverFound: 'hold', byItself: false, stream: 'outbound' },
  friday_list: { ifNeverFound: 'hold', byItself: true, stream: 'outbound' },
  test: { ifNeverFound: 'hold', byItself: true, stream: 'outbound' },
  broadcast: { ifNeverFound: 'resend', byItself: true, stream: 'broadcast' },
  team_note: { ifNeverFound: 'resend', byItself: true, stream: 'outbound' },
  check_in: { ifNeverFound: 'hold', byItself: true, stream: 'outbound' },
  sign_in: { ifNeverFound: 'resend', byItself: true, stream: 'outbound' },
};

/** Without it nobody could sign in to set a practice up, or to let it send again. */
export function leavesInEveryMode(purpose: MessagePurpose): boolean {
  return purpose === 'sign_in';
}

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
  const nextCheckMs = checksMs(searchLagMs)[message.checks];
  if (nextCheckMs === undefined) return { do: message.resent ? 'hold' : ifNeverFound };
  const checkAt = after(since, nextCheckMs);
  return isAhead(checkAt, now) ? { do: 'wait', at: checkAt } : { do: 'look_up' };
}

/** How often an e-mail is looked up before it counts as never found. */
export function checksUntilLost(searchLagMs: number): number {
  return checksMs(searchLagMs).length;
}

function checksMs(searchLagMs: number): number[] {
  return [...CHECKS_MS.filter((ms) => ms < searchLagMs), searchLagMs];
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
