/** What a practitioner can say in their own words; else the practice's stand on their card. */
export const OWN_FIELDS = ['whoWeHelp', 'whatToExpect', 'videoUrl'] as const;
/** Profile fields that cards, forms and notes show. */
export const PROFILE_FIELDS = [...OWN_FIELDS, 'phone', 'website'] as const;

type Profile<Field extends string> = Readonly<Partial<Record<Field, string | null | undefined>>>;

/**
 * The profile fields that are still missing: people who cannot tell whether a practice is for them do not come (S82).
 */
export function missingFieldsOf<Field extends string>(
  fields: readonly Field[],
  profile: Profile<Field>,
): Field[] {
  return fields.filter((field) => !profile[field]?.trim());
}
