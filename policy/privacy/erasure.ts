import type { Close, Wait } from '../next-step.ts';

/** How far an erasure has come: asked for, gone from here, and done once no copy is left with our mail provider either. */
export type ErasureFacts = {
  status: 'asked' | 'erased' | 'done';
  askedAt: Date;
  /** An e-mail to them is leaving, or nobody knows yet whether it left. */
  inFlight: boolean;
  providerAsked: boolean;
};

export type ErasureStep = { do: 'ask_provider' } | { do: 'erase' } | Wait<'outcome'> | Close;

const SOONEST_LOOK_MS = 2_000;
const LATEST_LOOK_MS = 60_000;
/** After an hour no e-mail is on its way any more, whatever is known of it. */
const PATIENCE_MS = 3_600_000;

/**
 * What comes next: what is on its way is waited for, so that its outcome is written down and no copy is made after the
 * mail provider was asked; it is asked while we still know the addresses; then everything here goes.
 */
export function decideErasure(erasure: ErasureFacts, now: Date): ErasureStep {
  if (erasure.status !== 'asked') return { do: 'close' };
  const waited = now.getTime() - erasure.askedAt.getTime();
  if (erasure.inFlight && waited < PATIENCE_MS) {
    const pause = Math.min(LATEST_LOOK_MS, Math.max(SOONEST_LOOK_MS, waited / 4));
    return { do: 'wait', at: new Date(now.getTime() + pause), for: 'outcome' };
  }
  return erasure.providerAsked ? { do: 'erase' } : { do: 'ask_provider' };
}
