export const REVIEW_KINDS = ['monthly', 'quarterly'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** What a pattern may lead to; nothing else is suggested (§5.8). */
export const SUGGESTIONS = ['supervision', 'cpd', 'quality_check', 'do_more_of'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

/** A review closes with three actions at most (S61). */
export const MOST_ACTIONS = 3;
