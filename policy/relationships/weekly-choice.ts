import { after } from '../calendar/instants.ts';
import { DAY_MS } from '../calendar/units.ts';
import { startOfDay } from '../calendar/carrier-moment.ts';
import { mondayOf } from '../calendar/week.ts';
import { chanceIfDry, chanceToAskAbout } from './dried-up.ts';
import { isPaused, isStillDue, nextContactAt, notBefore, rankOf } from './rhythm.ts';
import type { CheckInReason, ColleagueFacts, Rank, RhythmRules } from './relationship-terms.ts';

/** So many different names in an ISO week of the practice's zone, and so many dried-up ones of them in a calendar month. */
export const NAMES_A_WEEK = 5;
export const DRIED_UP_A_MONTH = 3;

/** What of it is used up: whose names stand on the list of this week, whatever became of them, and how many dried-up ones were opened this month. */
export type Used = { names: ReadonlySet<string>; driedUp: number };

/** `dueAfter`: whatever is due later was chosen for this week, or a later one. */
type Week = { from: Date; until: Date; dueAfter: Date; monthFrom: Date };

/**
 * Week and month begin at 00:00 of the practice's zone; a check-in is due at the end of its week. A zone that was changed
 * since moves that by hours.
 */
export function weekOf(now: Date, zone: string): Week {
  const monday = mondayOf(now, zone);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const from = startOfDay(monday.toString(), zone);
  return {
    from,
    dueAfter: after(from, 2 * DAY_MS),
    until: startOfDay(monday.add({ days: 7 }).toString(), zone),
    monthFrom: startOfDay(today.with({ day: 1 }).toString(), zone),
  };
}

/** Why somebody would be on the list now. `weight`: how large a source is lost, and how improbable it is that nothing changed. */
export type Wanted = { driedUp: { weight: number } | null; isDue: boolean; rank: Rank; dueAt: Date };

/** Whether and why this colleague belongs on a list now; one who stands on it already, whether they still do. Null: they do not. */
export function wantedNow(facts: ColleagueFacts, rules: RhythmRules, now: Date): Wanted | null {
  const { checkIn } = facts;
  if (checkIn ? !isStillWanted(facts, rules, now) : notBefore(now, facts, rules) > now) return null;
  const dueAt = nextContactAt(facts, rules, now);
  const isDue = checkIn ? checkIn.why === 'due' : dueAt <= now;
  const chance = checkIn
    ? checkIn.why === 'dried_up'
      ? chanceIfDry(facts, rules, now)
      : null
    : chanceToAskAbout(facts, rules, now);
  if (!isDue && chance === null) return null;
  const driedUp = chance === null ? null : { weight: facts.arrivalsInTwoYears / chance };
  return { driedUp, isDue, rank: rankOf(facts, rules, now), dueAt };
}

/** An open check-in goes when somebody was in touch by themselves, or a pause was set. */
export function isStillWanted(facts: ColleagueFacts, rules: RhythmRules, now: Date): boolean {
  const { checkIn, lastContact } = facts;
  if (checkIn === null) return false;
  if (checkIn.why === 'due') return isStillDue(facts, rules, now);
  if (isPaused(facts, rules, now) || (lastContact && lastContact.at > checkIn.openedAt)) return false;
  return chanceIfDry(facts, rules, now) !== null;
}

export type Candidate = Wanted & { id: string; checkIn: ColleagueFacts['checkIn'] };
export type Chosen = { id: string; why: CheckInReason };

/** Whether the list of this week may yet get a name; this one stands on it already, or a place is left. */
export function mayChange({ names }: Used, id: string): boolean {
  return names.has(id) || names.size < NAMES_A_WEEK;
}

/** Whether a place may be left for this colleague, so that the whole list need be looked at. */
export function mayHavePlace({ driedUp, isDue }: Wanted, used: Used, id: string): boolean {
  return mayChange(used, id) && (isDue || (driedUp !== null && used.driedUp < DRIED_UP_A_MONTH));
}

/**
 * Who is on the list of the week (4.5e): those dried up, the greatest loss first; then top referrers, those just met, active
 * and dormant ones, the longest due first. Whoever is on this week's list already needs no second place.
 */
export function chooseForWeek(candidates: readonly Candidate[], used: Used): Chosen[] {
  let driedUpLeft = DRIED_UP_A_MONTH - used.driedUp;
  let places = NAMES_A_WEEK - used.names.size;
  return ranked(candidates).flatMap((candidate): Chosen[] => {
    const { id, driedUp, isDue, checkIn } = candidate;
    const needsPlace = !used.names.has(id);
    if (needsPlace && places <= 0) return [];
    const isCarried = checkIn?.why === 'dried_up';
    const asDriedUp = driedUp !== null && (isCarried || driedUpLeft > 0);
    if (!asDriedUp && !isDue) return [];
    if (needsPlace) places -= 1;
    if (asDriedUp && !isCarried) driedUpLeft -= 1;
    return [{ id, why: asDriedUp ? 'dried_up' : 'due' }];
  });
}

const RANK_ORDER: readonly Rank[] = ['top', 'new', 'active', 'dormant'];

function ranked(candidates: readonly Candidate[]): Candidate[] {
  const weightOf = ({ driedUp }: Candidate) => driedUp?.weight ?? -1;
  return candidates.toSorted(
    (one, other) =>
      weightOf(other) - weightOf(one) ||
      RANK_ORDER.indexOf(one.rank) - RANK_ORDER.indexOf(other.rank) ||
      one.dueAt.getTime() - other.dueAt.getTime() ||
      (one.id < other.id ? -1 : 1),
  );
}
