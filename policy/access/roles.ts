export const ROLES = [
  'owner',
  'deputy',
  'desk',
  'practitioner',
  'reviewer',
  'privacy',
  'operator',
  'agency',
] as const;
export type Role = (typeof ROLES)[number];

/** Who runs the practice; a deputy acts for an absent owner, and else as the desk. */
export const RUNS_IT: readonly Role[] = ['owner', 'deputy'];
/** The roles of people who work in the practice; the others only read or administer. */
export const WORKS_HERE: readonly Role[] = ['owner', 'deputy', 'desk', 'practitioner'];
export const DESK: readonly Role[] = ['owner', 'deputy', 'desk'];
