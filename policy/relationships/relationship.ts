import { earliest } from '../calendar/instants.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../calendar/units.ts';
import type { Rest, Wait } from '../next-step.ts';
import { driesUpAt } from './dried-up.ts';
import type { ColleagueFacts, RhythmRules } from './relationship-terms.ts';
import { comesRoundAt } from './rhythm.ts';
import { isStillWanted, mayHavePlace, wantedNow, type Used } from './weekly-choice.ts';

/** `contact`: when somebody is to get in touch next, or may have dried up; `week`: when a new list is made. */
type RelationshipWait = Wait<'contact' | 'week'>;
export type RelationshipStep = { do: 'choose' } | { do: 'withdraw' } | RelationshipWait | Rest;

/** A run stays open only for what comes soon: thousands of colleagues are waited for at once. */
const SOON_MS = HOUR_MS;
/** What was foretold of a source changes as old arrivals leave its two years. */
const LOOK_AGAIN_MS = 30 * DAY_MS;

/** What is known of this colleague, and of the list of the week that ends at `weekEndsAt`. */
export type RelationshipState = {
  id: string;
  facts: ColleagueFacts;
  rules: RhythmRules;
  used: Used;
  weekEndsAt: Date;
};

/**
 * The next step for one colleague (§4.5): on the list of the week when it is time and a place is left, off it when they
 * were in touch by themselves. `hasChosen`: this look has made the choice already.
 */
export function decideRelationship(
  { id, facts, rules, used, weekEndsAt }: RelationshipState,
  hasChosen: boolean,
  now: Date,
): RelationshipStep {
  const { checkIn } = facts;
  if (checkIn && !isStillWanted(facts, rules, now)) return { do: 'withdraw' };
  if (checkIn && checkIn.dueAt > now) return pauseUntil(checkIn.dueAt, 'week', now);
  const wanted = wantedNow(facts, rules, now);
  if (wanted === null) return pauseUntil(nextLookAt(facts, rules, now), 'contact', now);
  if (!hasChosen && (checkIn !== null || mayHavePlace(wanted, used, id))) return { do: 'choose' };
  return pauseUntil(weekEndsAt, 'week', now);
}

function nextLookAt(facts: ColleagueFacts, rules: RhythmRules, now: Date): Date {
  const again = new Date(now.getTime() + LOOK_AGAIN_MS);
  return earliest(comesRoundAt(facts, rules, now), driesUpAt(facts, rules, now) ?? again, again);
}

function pauseUntil(at: Date, what: RelationshipWait['for'], now: Date): RelationshipWait | Rest {
  const until = new Date(Math.max(at.getTime(), now.getTime() + SECOND_MS));
  return until.getTime() - now.getTime() <= SOON_MS
    ? { do: 'wait', at: until, for: what }
    : { do: 'rest', until };
}
