/** Why somebody was thanked later than promised, or has not been yet (S37). */
export const LATE_REASONS = [
  'logged_late',
  'unmatched',
  'mail_refused',
  'not_live',
  'program_down',
  'other',
] as const;
export type LateReason = (typeof LATE_REASONS)[number];

/** A line of the referral's timeline. */
export type TimelineFact = { what: string; why: string | null; at: Date };

export type LateFacts = {
  dueAt: Date;
  recordedAt: Date;
  /** Since when mail leaves; null: it does not, in rehearsal or while sending is paused. */
  liveSince: Date | null;
  timeline: readonly TimelineFact[];
};

const REFUSED: ReadonlySet<string> = new Set(['refused', 'bounced', 'complained', 'unknown_outcome']);

/**
 * Of several causes the first that would have been enough: the referral became known too late; nothing was sent then;
 * nobody could say who was meant; the mail did not arrive; a person had it for another reason. Where none of these
 * stood in the way, the program or the mail provider was away.
 */
export function lateReason({ dueAt, recordedAt, liveSince, timeline }: LateFacts): LateReason {
  if (recordedAt >= dueAt) return 'logged_late';
  if (liveSince === null || liveSince > dueAt) return 'not_live';
  const inTime = timeline.filter(({ at }) => at <= dueAt);
  const handedOver = inTime.findLast(({ what }) => what === 'handed_over' || what === 'matched');
  if (handedOver?.what === 'handed_over' && handedOver.why === 'unmatched') return 'unmatched';
  if (timeline.some(({ what, why }) => REFUSED.has(what) || REFUSED.has(why ?? ''))) return 'mail_refused';
  return handedOver?.what === 'handed_over' ? 'other' : 'program_down';
}
