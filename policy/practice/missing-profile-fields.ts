/** Profile fields that cards, forms and notes show. */
export const PROFILE_FIELDS = ['whoWeHelp', 'whatToExpect', 'phone', 'website'] as const;
type ProfileField = (typeof PROFILE_FIELDS)[number];

type Profile = Readonly<Partial<Record<ProfileField, string | null | undefined>>>;

/**
 * The profile fields that are still missing: people who cannot tell whether a practice is for them do not come (S82).
 */
export function missingProfileFieldsOf(practice: Profile): ProfileField[] {
  return PROFILE_FIELDS.filter((field) => !practice[field]?.trim());
}
