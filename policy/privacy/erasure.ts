import { HOUR_MS, MINUTE_MS } from '../calendar/units.ts';
/** Requested, erased in this database, and done once no copy is left with our mail provider either. */
export const ERASURE_STATUSES = ['asked', 'erased', 'done'] as const;
type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** What the rules know of an erasure. */
export type ErasureFacts = {
  status: ErasureStatus;
  askedAt: Date;
  /** An e-mail to them is in flight, or its outcome is unknown. */
  inFlight: boolean;
  carrierAsked: boolean;
};

export type ErasureStep =
  | { do: 'wait'; at: Date }
  | { do: 'ask_carrier' }
  | { do: 'erase' }
  | { do: 'close' };

const SHORTEST_CHECK_MS = 2_000;
const LONGEST_CHECK_MS = MINUTE_MS;
/** After an hour no e-mail is in flight any more. */
const PATIENCE_MS = HOUR_MS;

/**
 * The next step: wait for e-mails in flight, so that no copy reaches the mail provider after it was asked; ask the
 * provider while the addresses are known; then erase.
 */
export function decideErasure(erasure: ErasureFacts, now: Date): ErasureStep {
  if (erasure.status !== 'asked') return { do: 'close' };
  const waited = now.getTime() - erasure.askedAt.getTime();
  if (erasure.inFlight && waited < PATIENCE_MS) {
    const pause = Math.min(LONGEST_CHECK_MS, Math.max(SHORTEST_CHECK_MS, waited / 4));
    return { do: 'wait', at: new Date(now.getTime() + pause) };
  }
  return erasure.carrierAsked ? { do: 'erase' } : { do: 'ask_carrier' };
}
