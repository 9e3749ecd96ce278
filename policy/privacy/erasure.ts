import { HOUR_MS, MINUTE_MS } from '../calendar/units.ts';
/** Asked for, gone from here, and done once no copy is left with our mail provider either. */
export const ERASURE_STATUSES = ['asked', 'erased', 'done'] as const;
type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** How far an erasure has come: asked for, gone from here, and done once no copy is left with our carrier either. */
export type ErasureFacts = {
  status: ErasureStatus;
  askedAt: Date;
  /** An e-mail to them is leaving, or nobody knows yet whether it left. */
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
/** After an hour no e-mail is on its way any more, whatever is known of it. */
const PATIENCE_MS = HOUR_MS;

/**
 * What comes next: what is on its way is waited for, so that its outcome is written down and no copy is made after the
 * carrier was asked; the carrier is asked while we still know the addresses; then everything here goes.
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
