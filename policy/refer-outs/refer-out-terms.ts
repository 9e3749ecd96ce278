/** The reasons for referring out (S76, S78); a niche alone is none (S77). */
export const REFER_OUT_REASONS = [
  'overflow',
  'not_a_fit',
  'needs_more_responsiveness',
  'not_progressing_here',
  'moved',
] as const;
export type ReferOutReason = (typeof REFER_OUT_REASONS)[number];

export const REFER_OUT_STATUSES = ['choosing', 'offered', 'handed_over', 'closed'] as const;
export type ReferOutStatus = (typeof REFER_OUT_STATUSES)[number];

/** What a person can be asked to do about a referral out. */
export const REFER_OUT_TASKS = ['choose_colleague', 'check_handover'] as const;
export type ReferOutTask = (typeof REFER_OUT_TASKS)[number];

export const REFER_OUT_OUTCOMES = ['accepted', 'declined', 'started', 'unknown'] as const;
export type ReferOutOutcome = (typeof REFER_OUT_OUTCOMES)[number];

/** Which later outcomes are accepted: `accepted` may become `started`, and `unknown` anything but `declined`. */
export function mayFollow(known: ReferOutOutcome | null, now: ReferOutOutcome): boolean {
  if (known === null) return true;
  if (now === 'declined') return false;
  return known === 'unknown' || (known === 'accepted' && now === 'started');
}

const SUPERVISION =
  'What lies behind this belongs to supervision and is not written down here. Plan the next step with the person, and let them set the pace.';

/** The hint that a reason calls for (S78). */
export function hintFor(reason: ReferOutReason): string | null {
  return reason === 'not_progressing_here' ? SUPERVISION : null;
}
