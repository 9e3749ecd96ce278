/** What the card, the forms and the notes say of a practice, where it has said it. */
export const PROFILE_FIELDS = ['whoWeHelp', 'whatToExpect', 'phone', 'website'] as const;
type ProfileField = (typeof PROFILE_FIELDS)[number];

type Says = Readonly<Partial<Record<ProfileField, string | null | undefined>>>;

/** What nobody can read of a practice yet: whoever cannot tell whether it is for them does not come (S82). */
export function missingProfileFieldsOf(practice: Says): ProfileField[] {
  return PROFILE_FIELDS.filter((field) => !practice[field]?.trim());
}
