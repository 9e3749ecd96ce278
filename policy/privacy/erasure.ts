import { HOUR_MS, MINUTE_MS } from '../calendar/units.ts';
import type { Close, Wait } from '../next-step.ts';

/** Asked for, gone from here, and done once no copy is left with our mail provider either. */
export const ERASURE_STATUSES = ['asked', 'erased', 'done'] as const;
type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** How far an erasure has come. */
export type ErasureFacts = {
  status: ErasureStatus;
  askedAt: Date;
  /** An e-mail to them is in flight, or its outcome is unknown. */
  inFlight: boolean;
  providerAsked: boolean;
};

export type ErasureStep = { do: 'ask_provider' } | { do: 'erase' } | Wait<'outcome'> | Close;

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
    return { do: 'wait', at: new Date(now.getTime() + pause), for: 'outcome' };
  }
  return erasure.providerAsked ? { do: 'erase' } : { do: 'ask_provider' };
}
