const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const HALF_A_DAY_MS = 12 * HOUR_MS;

/** How long a receiver is left in peace after each try that failed: from seconds to half a day, about four days in all. */
export const WAITS_MS: readonly number[] = [
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

/** A tenth less or more, so that what failed together does not come back together. */
const JITTER = 0.1;
const GONE = 410;

/** Why there was no answer. */
export const TRY_FAULTS = [
  'timeout',
  'refused',
  'closed',
  'no_such_host',
  'certificate',
  'address_not_allowed',
  'switched_off',
  'no_answer',
] as const;
export type TryFault = (typeof TRY_FAULTS)[number];

/** What a receiver said to one try. */
export type Heard = { status: number; retryAfterMs: number | null } | { fault: TryFault };

export type Verdict =
  | { verdict: 'delivered' | 'given_up' | 'not_wanted' }
  | { verdict: 'again'; inMs: number };

/**
 * What follows from a try: only 2xx is delivered, and a redirect is not followed. Who answers 410 wants nothing more; who
 * names a time (Retry-After) is not asked before. `tries` counts this one; `chance` lies between 0 and 1.
 */
export function afterTry(heard: Heard, tries: number, chance: number): Verdict {
  if ('status' in heard) {
    if (heard.status >= 200 && heard.status < 300) return { verdict: 'delivered' };
    if (heard.status === GONE) return { verdict: 'not_wanted' };
  } else if (heard.fault === 'switched_off') return { verdict: 'given_up' };
  const wait = WAITS_MS[tries - 1];
  if (wait === undefined) return { verdict: 'given_up' };
  const asked = 'status' in heard ? Math.min(heard.retryAfterMs ?? 0, HALF_A_DAY_MS) : 0;
  return { verdict: 'again', inMs: Math.max(asked, Math.round(wait * (1 - JITTER + 2 * JITTER * chance))) };
}

/** What is shown of an answer: its status, or why there was none; nothing of what was said in it. */
export function answerWord(heard: Heard): string {
  return 'status' in heard ? String(heard.status) : heard.fault;
}
