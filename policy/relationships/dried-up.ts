import { after, latest } from '../calendar/instants.ts';
import { DAY_MS } from '../calendar/units.ts';
import { chanceOfSilence, quietStateOf, type Silence } from '../reports/silence.ts';
import type { ColleagueFacts, RhythmRules } from './relationship-terms.ts';

/** A colleague's arrivals of the last 730 days as §5.4 reads them; null where there are none. */
export function silenceOf(facts: ColleagueFacts, now: Date): Silence | null {
  const { lastArrivalAt, firstArrivalInTwoYearsAt: first } = facts;
  if (lastArrivalAt === null || first === null) return null;
  return {
    intervals: facts.arrivalsInTwoYears - 1,
    spanDays: (lastArrivalAt.getTime() - first.getTime()) / DAY_MS,
    gapDays: Math.max(0, now.getTime() - lastArrivalAt.getTime() - facts.toldFullMs) / DAY_MS,
  };
}

/** How probable their silence is (P0, 0 to 1) where it is so improbable that they have dried up; null otherwise. */
export function chanceIfDry(facts: ColleagueFacts, rules: RhythmRules, now: Date): number | null {
  const silence = silenceOf(facts, now);
  const { watch, dried, minGapMs } = rules;
  const isDry =
    silence !== null && quietStateOf(silence, { watch, dried, minGapDays: minGapMs / DAY_MS }) === 'dried';
  return isDry ? chanceOfSilence(silence) : null;
}

/**
 * The same where somebody is to be asked to get in touch: once after each arrival (5.4a), and not within `minGap` of a
 * contact of any kind.
 */
export function chanceToAskAbout(facts: ColleagueFacts, rules: RhythmRules, now: Date): number | null {
  if (wasAsked(facts)) return null;
  const { lastContact } = facts;
  if (lastContact && now < after(lastContact.at, rules.minGapMs)) return null;
  return chanceIfDry(facts, rules, now);
}

/** When they will have dried up if nobody arrives; null: not as far as can be told now. */
export function driesUpAt(facts: ColleagueFacts, rules: RhythmRules, now: Date): Date | null {
  const { lastArrivalAt, lastContact, toldFullMs } = facts;
  const silence = silenceOf(facts, now);
  if (silence === null || lastArrivalAt === null || facts.isToldFull || wasAsked(facts)) return null;
  if (chanceOfSilence(silence) === null || rules.dried <= 0) return null;
  const { intervals, spanDays } = silence;
  const gapMs = spanDays * DAY_MS * (rules.dried ** (-1 / intervals) - 1);
  const at = after(lastArrivalAt, toldFullMs + Math.max(gapMs, rules.minGapMs) + 1);
  return lastContact ? latest(at, after(lastContact.at, rules.minGapMs)) : at;
}

function wasAsked({ driedUpAskedAt, lastArrivalAt }: ColleagueFacts): boolean {
  return driedUpAskedAt !== null && lastArrivalAt !== null && driedUpAskedAt >= lastArrivalAt;
}
