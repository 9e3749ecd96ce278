import type { Ending } from '../../../policy/journeys/ending.ts';
import type { HoldCode } from '../../../policy/journeys/gate.ts';
import { calendarIn } from '../../../policy/calendar/calendar-day.ts';
import type {
  ClientHistory,
  HistoryDischarge,
  HistoryMilestone,
} from '../../../policy/journeys/client-history.ts';
import { journeyRules } from '../../../policy/journeys/journey-rules.ts';
import { simulateClients, sumUp, type Simulation } from '../../../policy/journeys/simulation.ts';
import type { PracticePolicy } from '../../../policy/practice/practice-policy.ts';
import { randomOf, type Random } from '../../support/random.ts';

/*
 * A counselling practice that does not exist. Each number is a guess that somebody who runs one would not laugh at; what
 * matters is that they stand here by name and that the same seed gives the same year.
 */

/** As many clients at any time: six or seven practitioners with part-time lists. */
const ACTIVE = 120;
/** §2.5: six in ten said yes, most of them at intake, the others within some weeks at a review or the desk. */
const CONSENTED = 0.6;
const CONSENTED_AT_INTAKE = 0.7;
/** Two in three come weekly, the others fortnightly. */
const WEEKLY = 0.65;
/** Short contracts (employers' schemes apart) are most of what begins; few stay for a year or more. */
const LENGTHS = [
  { share: 0.55, from: 6, to: 12 },
  { share: 0.3, from: 13, to: 26 },
  { share: 0.15, from: 27, to: 80 },
] as const;
/** How it ends; drop-outs happen at any point of the plan. */
const ENDINGS: readonly (readonly [Ending, number])[] = [
  ['planned_met', 0.45],
  ['planned_partly', 0.15],
  ['drop_out', 0.25],
  ['moved', 0.05],
  ['stepped_down', 0.04],
  ['referred_on', 0.04],
  ['ended_by_practice', 0.01],
  ['deceased', 0.01],
];
/** Of those whose goals were met in part, the practitioner says for a third that asking would be all right. */
const PARTLY_TICKED = 1 / 3;
/** A Friday list comes at every sixth session; for one in five the practitioner taps "goal reached", which is a tick. */
const REVIEW_EVERY = 6;
const GOAL_AT_REVIEW = 0.2;
/** On the list's Friday, on the Monday after, or never. */
const LIST_ANSWERED = { friday: 0.65, monday: 0.2 } as const;
/** A session that was flagged as significant, by hand: one in sixty, half of them with a tick. */
const SIGNIFICANT = 1 / 60;
const SIGNIFICANT_TICKED = 0.5;
/** Appointments missed or cancelled too late, and cancelled in time. */
const MISSED = 0.05;
const CANCELLED = 0.05;
/** An ending is typed in the same evening, within three days, or within ten. */
const ENDING_TYPED_IN = [
  { share: 0.6, days: 0 },
  { share: 0.3, days: 3 },
  { share: 0.1, days: 10 },
] as const;
/** What holds somebody back for the whole of the work. */
const HOLDS: readonly (readonly [HoldCode, number])[] = [
  ['held', 0.04],
  ['shared_work', 0.03],
  ['minor', 0.02],
  ['third_party_payer', 0.02],
  ['unpaid', 0.01],
  ['fee_review', 0.01],
  ['complaint', 0.005],
];
const NO_EMAIL = 0.02;
const SHARED_MAILBOX = 0.01;
/** After every tenth session somebody gives a score; one in twenty is low. */
const SCORED = 0.1;
const LOW_SCORE = 0.05;
/** Four clients in a hundred have sent somebody, at some time during their work. */
const SENT_SOMEBODY = 0.04;

const ZONE = 'Europe/London';
const dayOf = calendarIn(ZONE);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long before the year begins the practice has been open, that long contracts have their share. */
const WARM_UP_DAYS = 800;
const SUMMER = { from: '-08-08', to: '-08-21' } as const;
const CHRISTMAS = { from: '-12-22', to: '-01-03' } as const;

export type Year = { clients: ClientHistory[]; from: number; to: number; sessions: number };

/** One year of that practice, with everybody who came in it; the year before is there to have been lived. */
export function yearOfPractice(seed: number, year = 2026): Year {
  const random = randomOf(seed);
  const from = Date.UTC(year, 0, 1);
  const to = Date.UTC(year + 1, 0, 1) - 1;
  const clients: ClientHistory[] = [];
  for (let place = 0; place < ACTIVE; place += 1) {
    let at = from - WARM_UP_DAYS * DAY_MS - random.upTo(120) * DAY_MS;
    while (at < to) {
      const life = liveThrough(at, random);
      clients.push(life.client);
      at = life.endedAt + random.upTo(10) * DAY_MS;
    }
  }
  const sessions = clients.reduce(
    (sum, { attended }) => sum + attended.filter(({ at }) => at >= from && at <= to).length,
    0,
  );
  return { clients, from, to, sessions };
}

/** What these rules would have made of that year; the time before it is replayed as well, so that it begins as a year does. */
export function simulateYear({ clients, from, to }: Year, policy: PracticePolicy): Simulation {
  const situation = { zone: ZONE, strict: false, signedOff: false, paused: false, searchLagMs: 0 };
  const rules = journeyRules(policy, situation);
  const setting = { rules, past: { recordedSince: 0, fullTimes: [], now: to }, period: { from, to } };
  const isOfYear = ({ recordedAt }: { recordedAt: number }): boolean => recordedAt >= from;
  const there = clients.filter(({ milestones, discharges }) => [...milestones, ...discharges].some(isOfYear));
  const { outcomes, ifConsented } = simulateClients(there, { ...setting, period: { from: 0, to } });
  return sumUp({ outcomes: outcomes.filter(isOfYear), ifConsented: ifConsented.filter(isOfYear) }, setting);
}

function liveThrough(startsAt: number, random: Random): { client: ClientHistory; endedAt: number } {
  const ending = random.pick(ENDINGS);
  const length = lengthOf(ending, random);
  const everyDays = random.chance(WEEKLY) ? 7 : 14;
  const attendedAt: number[] = [];
  const missedAt: number[] = [];
  let at = firstHour(startsAt, random);
  while (attendedAt.length < length) {
    if (!isShut(at)) {
      if (random.chance(MISSED)) missedAt.push(at);
      else if (!random.chance(CANCELLED)) attendedAt.push(at);
    }
    at += everyDays * DAY_MS;
  }
  if (ending === 'drop_out') missedAt.push(at);
  const lastAt = attendedAt.at(-1) ?? at;
  const discharge = dischargeOf(ending, ending === 'drop_out' ? at + 21 * DAY_MS : lastAt, random);
  const client: ClientHistory = {
    ...circumstances(random),
    consents: random.chance(CONSENTED)
      ? [{ at: consentAt(attendedAt, random), status: 'given', inWriting: true }]
      : [],
    attended: attendedAt.map((one, index) => ({ id: `s${index}`, at: one, imported: false, knownAt: one })),
    missed: missedAt.map((one, index) => ({ id: `s${index}`, at: one })),
    scores: attendedAt
      .filter(() => random.chance(SCORED))
      .map((score) => ({ at: score + HOUR_MS, score: random.chance(LOW_SCORE) ? 2 : 3 + random.upTo(3) })),
    referralsAt: random.chance(SENT_SOMEBODY) ? [attendedAt[random.upTo(length)] ?? startsAt] : [],
    discharges: [discharge],
    milestones: [...goalsOf(attendedAt, random), ...significantOf(attendedAt, random)].map((one, index) => ({
      ...one,
      id: `m${index}`,
    })),
  };
  return { client, endedAt: lastAt };
}

function lengthOf(ending: Ending, random: Random): number {
  const { from, to } = random.share(LENGTHS);
  const planned = from + random.upTo(to - from + 1);
  return ending === 'drop_out' ? 1 + random.upTo(planned) : planned;
}

function circumstances(random: Random) {
  return {
    zone: ZONE,
    wentLiveAt: null,
    rehearses: false,
    sessionDataAt: null,
    fullTimes: [],
    hasEmail: !random.chance(NO_EMAIL),
    sharesMailbox: random.chance(SHARED_MAILBOX),
    suppressions: [],
    birthYear: null,
    stage: null,
    stages: [],
    plannedEnd: null,
    plannedShort: false,
    ending: null,
    ended: null,
    episodeStartedAt: null,
    newClient: null,
    complaintClosed: null,
    holds: HOLDS.filter(([, share]) => random.chance(share)).map(([code]) => ({ code, until: null })),
    overrides: [],
    prompts: [],
    notes: [],
    bookedAt: [],
  };
}

function consentAt(attendedAt: readonly number[], random: Random): number {
  const [first = 0] = attendedAt;
  return random.chance(CONSENTED_AT_INTAKE) ? first - DAY_MS : first + random.upTo(80) * DAY_MS;
}

function dischargeOf(ending: Ending, lastAt: number, random: Random): HistoryDischarge {
  const { days } = random.share(ENDING_TYPED_IN);
  return {
    id: 'd',
    superseded: false,
    ending,
    on: dayOf(dateOf(lastAt)),
    practitionerTick: ending === 'planned_partly' && random.chance(PARTLY_TICKED),
    recordedAt: lastAt + 2 * HOUR_MS + random.upTo(days + 1) * DAY_MS,
  };
}

type Unnamed = Omit<HistoryMilestone, 'id'>;

/** From the Friday list of the week in which a review point fell; the last session is asked about as an ending. */
function goalsOf(attendedAt: readonly number[], random: Random): Unnamed[] {
  return attendedAt.flatMap((at, index) => {
    const isReview = (index + 1) % REVIEW_EVERY === 0 && index + 1 < attendedAt.length;
    if (!isReview || !random.chance(GOAL_AT_REVIEW)) return [];
    const when = random.next();
    if (when >= LIST_ANSWERED.friday + LIST_ANSWERED.monday) return [];
    const friday = fridayOf(at);
    const recordedAt = when < LIST_ANSWERED.friday ? friday : friday + 3 * DAY_MS;
    return [{ ...marked('goal_reached', at, recordedAt), practitionerTick: true }];
  });
}

function significantOf(attendedAt: readonly number[], random: Random): Unnamed[] {
  return attendedAt
    .filter(() => random.chance(SIGNIFICANT))
    .map((at) => ({
      ...marked('significant_session', at, at + 3 * HOUR_MS),
      practitionerTick: random.chance(SIGNIFICANT_TICKED),
    }));
}

function marked(kind: 'goal_reached' | 'significant_session', at: number, recordedAt: number) {
  const on = dayOf(dateOf(at));
  return { kind, on, recordedAt, fromEnding: false, status: 'waiting' as const, heldAt: null };
}

/** An hour between nine and seven, from Monday to Friday. */
function firstHour(at: number, random: Random): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  const weekday = new Date(day).getUTCDay();
  const shift = weekday === 0 ? 1 : weekday === 6 ? 2 : 0;
  return day + shift * DAY_MS + (9 + random.upTo(10)) * HOUR_MS;
}

/** The Friday of that week, five in the afternoon. */
function fridayOf(at: number): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  return day + (5 - new Date(day).getUTCDay()) * DAY_MS + 17 * HOUR_MS;
}

function isShut(at: number): boolean {
  const day = dateOf(at).slice('YYYY'.length);
  return (day >= SUMMER.from && day <= SUMMER.to) || day >= CHRISTMAS.from || day <= CHRISTMAS.to;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
