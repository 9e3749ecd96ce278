export const COST_GROUPS = ['referral', 'paid', 'organic', 'other'] as const;
export type CostGroup = (typeof COST_GROUPS)[number];

/** Somebody passed our name on: a channel in its own right (S51), never inside "other". */
const REFERRAL_KINDS = ['client', 'friend', 'professional', 'gp', 'therapist'] as const;
const PAID: readonly string[] = ['advert', 'directory', 'event'];
const ORGANIC: readonly string[] = ['search', 'social', 'podcast', 'website'];

/** Whether somebody passed our name on (S51). */
export function isReferralKind(kind: string): boolean {
  return REFERRAL_KINDS.some((one) => one === kind);
}

/** Whether it is known how they came; "rather not say" is an answer, and not known (domain §5b). */
export function isKnownKind(kind: string): boolean {
  return kind !== 'unknown' && kind !== 'not_said';
}

/** Under which heading what a kind of source costs is compared (S50, S51). */
export function costGroupOf(kind: string): CostGroup {
  if (isReferralKind(kind)) return 'referral';
  if (PAID.includes(kind)) return 'paid';
  return ORGANIC.includes(kind) ? 'organic' : 'other';
}
