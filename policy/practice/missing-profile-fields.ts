/** What the card, the forms and the notes say of a practice, where it has said it. */
export const STATED = ['whoWeHelp', 'whatToExpect', 'phone', 'website'] as const;
type Stated = (typeof STATED)[number];

type Says = Readonly<Partial<Record<Stated, string | null | undefined>>>;

/** What nobody can read of a practice yet: whoever cannot tell whether it is for them does not come (S82). */
export function missingProfileFieldsOf(practice: Says): Stated[] {
  return STATED.filter((field) => !practice[field]?.trim());
}
