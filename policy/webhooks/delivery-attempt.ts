const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const HALF_A_DAY_MS = 12 * HOUR_MS;

/** The backoff after each failed attempt: from seconds to half a day, about four days in all. */
export const BACKOFF_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  ...Array.from({ length: 7 }, () => HALF_A_DAY_MS),
];

/** A tenth less or more, so that deliveries which failed together are not retried together. */
const JITTER = 0.1;
const GONE = 410;

/** Why there was no answer. */
export const DELIVERY_FAULTS = [
  'timeout',
  'refused',
  'closed',
  'no_such_host',
  'certificate',
  'address_not_allowed',
  'switched_off',
  'no_answer',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** How one attempt ended: with an HTTP status, or without an answer. */
export type DeliveryResult = { status: number; retryAfterMs: number | null } | { fault: DeliveryFault };

export type Verdict =
  | { verdict: 'delivered' | 'given_up' | 'not_wanted' }
  | { verdict: 'retry'; inMs: number };

/**
 * What follows from an attempt. Only 2xx is delivered: redirects are not followed. 410 unsubscribes; Retry-After is a lower
 * bound of the backoff. `attempts` counts this one; `chance` lies between 0 and 1.
 */
export function decideAfterAttempt(result: DeliveryResult, attempts: number, chance: number): Verdict {
  if ('status' in result) {
    if (result.status >= 200 && result.status < 300) return { verdict: 'delivered' };
    if (result.status === GONE) return { verdict: 'not_wanted' };
  } else if (result.fault === 'switched_off') return { verdict: 'given_up' };
  const backoff = BACKOFF_MS[attempts - 1];
  if (backoff === undefined) return { verdict: 'given_up' };
  const asked = 'status' in result ? Math.min(result.retryAfterMs ?? 0, HALF_A_DAY_MS) : 0;
  return {
    verdict: 'retry',
    inMs: Math.max(asked, Math.round(backoff * (1 - JITTER + 2 * JITTER * chance))),
  };
}

/** What is stored and shown of a result: the status, or the fault; nothing of the response's text. */
export function resultCode(result: DeliveryResult): string {
  return 'status' in result ? String(result.status) : result.fault;
}
