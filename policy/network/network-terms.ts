/** How a colleague was met or heard of again, on their side and ours. */
export const TOUCH_KINDS = ['call', 'coffee', 'email', 'event', 'card'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

/** What makes a source fragile before it dries up (S66). */
export const RISK_FLAGS = ['single_contact', 'gap_filling', 'overflow_dependent', 'replaceable'] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];
