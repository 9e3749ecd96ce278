import { DAY_MS } from '../calendar/units.ts';
import { after } from '../calendar/instants.ts';
import type { Close, Rest, Wait } from '../next-step.ts';

/** How far a review has come. */
export type ReviewFacts = {
  dueAt: Date;
  /** When it is looked at again, as long as it is not due. */
  nextLookAt: Date;
  frozenAt: Date | null;
  toldAt: Date | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
  heldAt: Date | null;
};

export type ReviewStep =
  | { do: 'freeze' }
  | { do: 'tell' }
  | { do: 'remind' }
  | { do: 'escalate' }
  | Wait<'remind' | 'escalate'>
  | Rest
  | Close;

/** If it is not closed by then, whoever reviews is reminded, and then an owner is told (§4.4). */
export const REMIND_AFTER_MS = 10 * DAY_MS;
export const ESCALATE_AFTER_MS = 20 * DAY_MS;

/**
 * The next step of a review: the figures are frozen when it is due, whoever reviews is told, and a meeting that is not
 * held is recalled twice; then it is let be, and never keeps the next one from coming.
 */
export function decideReview(review: ReviewFacts, now: Date): ReviewStep {
  const { dueAt, frozenAt, nextLookAt } = review;
  if (!frozenAt) return dueAt <= now ? { do: 'freeze' } : { do: 'rest', until: nextLookAt };
  if (review.heldAt) return { do: 'close' };
  if (!review.toldAt) return { do: 'tell' };
  if (review.escalatedAt) return { do: 'close' };
  const escalateAt = after(frozenAt, ESCALATE_AFTER_MS);
  if (escalateAt <= now) return { do: 'escalate' };
  if (review.remindedAt) return { do: 'wait', at: escalateAt, for: 'escalate', afterMs: ESCALATE_AFTER_MS };
  const remindAt = after(frozenAt, REMIND_AFTER_MS);
  if (remindAt <= now) return { do: 'remind' };
  return { do: 'wait', at: remindAt, for: 'remind', afterMs: REMIND_AFTER_MS };
}

/** By when a mail that is written at this moment asks for the meeting: before the next mail about it, else in ten days. */
export function meetBy(frozenAt: Date, writtenAt: Date): Date {
  const ends = [REMIND_AFTER_MS, ESCALATE_AFTER_MS].map((ms) => after(frozenAt, ms));
  return ends.find((end) => end > writtenAt) ?? after(writtenAt, REMIND_AFTER_MS);
}
