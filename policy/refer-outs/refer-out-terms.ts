/** Why somebody is better served elsewhere (S76, S78); a niche alone is not among them (S77). */
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
