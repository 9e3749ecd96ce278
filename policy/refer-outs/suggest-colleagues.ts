/** What the rules know of a colleague on the trusted list (S79). */
export type Colleague = {
  id: string;
  trusted: boolean;
  howWeKnowThem: string | null;
  takesReferrals: boolean | null;
  lastConfirmedOn: string | null;
  placesKnown: number | null;
  focus: readonly string[];
  erased: boolean;
};

export type Wanted = {
  /** The person's need in the practice's own words; empty where unknown. */
  need: string;
  /** Colleagues who declined. */
  declined: readonly string[];
  /** The practice's own day. */
  today: string;
};

/** A suggestion with the reasons of its rank. */
export type Suggestion = { id: string; isConfirmed: boolean; hasPlaces: boolean; shared: string[] };

const CONFIRMED_FOR = { months: 12 };

/**
 * Ranks the trusted colleagues who have not declined: confirmed within the year first, then with places, then by
 * matching focus; deterministic. Nothing here proposes to refer anybody out: a person decides that, and a niche is no
 * reason (S77).
 */
export function suggestColleagues(colleagues: readonly Colleague[], wanted: Wanted): Suggestion[] {
  const since = confirmedSince(wanted.today);
  return colleagues
    .filter((colleague) => mayBeSuggested(colleague, wanted.declined))
    .map((colleague) => ({ colleague, shared: sharedFocus(colleague.focus, wanted.need) }))
    .toSorted((one, other) => compare(rank(one, since), rank(other, since)))
    .map(({ colleague, shared }) => ({
      id: colleague.id,
      isConfirmed: isConfirmed(colleague, since),
      hasPlaces: (colleague.placesKnown ?? 0) > 0,
      shared,
    }));
}

/** What is known of a colleague holds where it was confirmed on this day or later. */
export function confirmedSince(today: string): string {
  return Temporal.PlainDate.from(today).subtract(CONFIRMED_FOR).toString();
}

function mayBeSuggested(colleague: Colleague, declined: readonly string[]): boolean {
  const { trusted, howWeKnowThem, takesReferrals, erased, id } = colleague;
  return trusted && Boolean(howWeKnowThem) && takesReferrals !== false && !erased && !declined.includes(id);
}

/** The colleague's focus terms that the need contains, as whole words. */
function sharedFocus(focus: readonly string[], need: string): string[] {
  const wanted = ` ${plain(need)} `;
  return focus.filter((one) => plain(one) !== '' && wanted.includes(` ${plain(one)} `));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Smaller goes first. */
function rank({ colleague, shared }: { colleague: Colleague; shared: string[] }, since: string) {
  const { placesKnown, lastConfirmedOn, id } = colleague;
  const places = placesKnown === null ? 1 : placesKnown > 0 ? 0 : 2;
  const newest = -Number((lastConfirmedOn ?? '0').replaceAll('-', ''));
  return [isConfirmed(colleague, since) ? 0 : 1, places, -shared.length, newest, id] as const;
}

function isConfirmed({ lastConfirmedOn }: Colleague, since: string): boolean {
  return lastConfirmedOn !== null && lastConfirmedOn >= since;
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [at, value] of one.entries()) {
    const against = other[at] ?? value;
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
