/** What is known of a colleague, as their record has it. */
export type Known = {
  organisation: string | null;
  focus: readonly string[];
  takesReferrals: boolean | null;
  placesKnown: number | null;
  howWeKnowThem: string | null;
  expectedPerMonth: number | null;
  /** YYYY-MM-DD. */
  lastConfirmedOn: string | null;
};

/** One thing that is known, and when it was last confirmed; null: never. */
export type KnownFact = {
  field: Exclude<keyof Known, 'lastConfirmedOn'>;
  value: string | number | boolean | readonly string[];
  confirmedOn: string | null;
};

const FIELDS = [
  'organisation',
  'focus',
  'takesReferrals',
  'placesKnown',
  'howWeKnowThem',
  'expectedPerMonth',
] as const satisfies readonly KnownFact['field'][];

/** What is known of a colleague before somebody speaks with them; what nobody entered is left out (§4.5). */
export function knownFacts(known: Known): KnownFact[] {
  return FIELDS.flatMap((field) => {
    const value = known[field];
    const isEmpty = value === null || (typeof value === 'object' && value.length === 0);
    return isEmpty ? [] : [{ field, value, confirmedOn: known.lastConfirmedOn }];
  });
}
