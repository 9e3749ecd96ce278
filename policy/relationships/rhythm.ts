import { after, earliest, latest } from '../calendar/instants.ts';
import { startOfDay } from '../calendar/carrier-moment.ts';
import { DAY_MS } from '../calendar/units.ts';
import type { ColleagueFacts, Rank, RhythmRules } from './relationship-terms.ts';

/** So many arrivals, in so many days, make a top referrer (4.5b). */
export const TOP_ARRIVALS = 3;
export const TOP_WITHIN_DAYS = 365;
const ACTIVE_MS = 180 * DAY_MS;

/** Of arrivals of the last 365 days. */
export function isTop(arrivalsInYear: number): boolean {
  return arrivalsInYear >= TOP_ARRIVALS;
}

/**
 * How often a colleague is heard of (4.5b): top with three arrivals in 365 days; else new until the last step of `new`,
 * counted from the first of creation, arrival and touch, and never where they came in a file; else active with an arrival in
 * 180 days; else dormant.
 */
export function rankOf(facts: ColleagueFacts, rules: RhythmRules, now: Date): Rank {
  if (isTop(facts.arrivalsInYear)) return 'top';
  return isNew(facts, rules, now) ? 'new' : settledRank(facts, now);
}

function isNew(facts: ColleagueFacts, { newMs }: RhythmRules, now: Date): boolean {
  const last = newMs.at(-1);
  return !facts.fromFile && last !== undefined && now < after(metAt(facts), last);
}

function settledRank({ lastArrivalAt }: ColleagueFacts, now: Date): 'active' | 'dormant' {
  return lastArrivalAt && lastArrivalAt >= after(now, -ACTIVE_MS) ? 'active' : 'dormant';
}

function metAt({ createdAt, firstContactAt }: ColleagueFacts): Date {
  return firstContactAt ? earliest(createdAt, firstContactAt) : createdAt;
}

/**
 * When somebody is to get in touch with a colleague next (4.5c): their last contact, or creation, and the interval of their
 * rank, which is longer while the practice is full; whoever is new, at the first step that lies `minGap` or more after the
 * last contact. Not before a pause ends, at 00:00 of its day, nor within `minGap` of an e-mail they did not ask for.
 */
export function nextContactAt(facts: ColleagueFacts, rules: RhythmRules, now: Date): Date {
  return notBefore(clockAt(facts, rules, now, factorOf(rules)), facts, rules);
}

/** When it comes round if nothing changes but that the practice's statement expires, which ends the slower pace. */
export function comesRoundAt(facts: ColleagueFacts, rules: RhythmRules, now: Date): Date {
  const slowed = clockAt(facts, rules, now, factorOf(rules));
  const usual = clockAt(facts, rules, now, 1);
  const at = rules.fullUntil ? earliest(slowed, latest(usual, rules.fullUntil)) : usual;
  return notBefore(at, facts, rules);
}

/** Whether a check-in that waits is still called for: nobody was in touch meanwhile, and no pause was set. */
export function isStillDue(facts: ColleagueFacts, rules: RhythmRules, now: Date): boolean {
  return clockAt(facts, rules, now, 1) <= now && !isPaused(facts, rules, now);
}

/** The first moment from this one on at which a check-in may open, whatever asks for it. */
export function notBefore(at: Date, { pausedUntil, messagedAt }: ColleagueFacts, rules: RhythmRules): Date {
  const resumes = pausedUntil === null ? at : startOfDay(pausedUntil, rules.zone);
  return latest(at, resumes, messagedAt === null ? at : after(messagedAt, rules.minGapMs));
}

/** A pause ends by itself. */
export function isPaused({ pausedUntil }: ColleagueFacts, { zone }: RhythmRules, now: Date): boolean {
  return pausedUntil !== null && now < startOfDay(pausedUntil, zone);
}

function factorOf({ fullFactor, fullUntil }: RhythmRules): number {
  return fullUntil ? fullFactor : 1;
}

function clockAt(facts: ColleagueFacts, rules: RhythmRules, now: Date, factor: number): Date {
  const rank = rankOf(facts, rules, now);
  const step = stepAt(facts, rules, now, rank);
  if (step) return step;
  const intervals = { top: rules.topMs, active: rules.activeMs, dormant: rules.dormantMs };
  const interval = intervals[rank === 'new' ? settledRank(facts, now) : rank];
  return after(facts.lastContact?.at ?? metAt(facts), interval * factor);
}

/**
 * The step of `new` that is next. The last one falls where somebody stops being new, so that it is kept for as long as no
 * second contact could follow it (`minGap`); no contact in that time, and their rank decides.
 */
function stepAt(facts: ColleagueFacts, rules: RhythmRules, now: Date, rank: Rank): Date | null {
  if (facts.fromFile || rank === 'top') return null;
  const { newMs, minGapMs } = rules;
  const last = facts.lastContact?.at ?? null;
  const steps = newMs.map((ms) => after(metAt(facts), ms));
  const next = steps.find((step) => last === null || step >= after(last, minGapMs)) ?? null;
  const ends = steps.at(-1);
  if (next === null || ends === undefined) return null;
  return rank === 'new' || now < after(ends, minGapMs) ? next : null;
}
