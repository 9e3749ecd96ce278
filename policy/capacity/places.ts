import { PLACES_AUTOMATIC, PLACES_BY_HAND, type PlaceByHand } from './capacity-terms.ts';

/** What is known of a place that is changed by hand: what it said when somebody last changed it. */
export type PlaceKnown = { place: PlaceByHand; says: string; updatedAt: Date; updatedBy: string | null };

/** What a place says, beside what the practice says: `never`: nobody ever noted that they changed it. */
export const PLACE_SAYS = ['never', 'old', 'current'] as const;
type PlaceSays = (typeof PLACE_SAYS)[number];

export type PlaceState = {
  place: PlaceByHand | (typeof PLACES_AUTOMATIC)[number];
  automatic: boolean;
  says: PlaceSays;
  updatedAt: Date | null;
  updatedBy: string | null;
};

/** What the practice says as a whole, whether it has expired or not, and since when; null where nobody ever said anything. */
export type SaidSince = { says: string; at: Date } | null;

/** Every place where it is read whether there is room (S72): those that change by themselves say the same as we do. */
export function placeStates(known: readonly PlaceKnown[], said: SaidSince): PlaceState[] {
  const byHand = PLACES_BY_HAND.map((place): PlaceState => {
    const last = known.find((one) => one.place === place);
    const isCurrent = last !== undefined && (said === null || last.says === said.says);
    return {
      place,
      automatic: false,
      says: last === undefined ? 'never' : isCurrent ? 'current' : 'old',
      updatedAt: last?.updatedAt ?? null,
      updatedBy: last?.updatedBy ?? null,
    };
  });
  const automatic = PLACES_AUTOMATIC.map((place): PlaceState => {
    return { place, automatic: true, says: 'current', updatedAt: said?.at ?? null, updatedBy: null };
  });
  return [...byHand, ...automatic];
}

/** The places that do not say what we say, and that a person has to change; of none while nobody has said anything (S72a). */
export function placesToUpdate(known: readonly PlaceKnown[], said: SaidSince): PlaceByHand[] {
  if (said === null) return [];
  const behind = new Set(
    placeStates(known, said).flatMap(({ place, says }) => (says === 'current' ? [] : place)),
  );
  return PLACES_BY_HAND.filter((place) => behind.has(place));
}
