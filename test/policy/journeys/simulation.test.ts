import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { journeyRules } from '../../../policy/journeys/journey-rules.ts';
import type { FullTime } from '../../../policy/capacity/full-times.ts';
import type { ClientHistory } from '../../../policy/journeys/client-history.ts';
import { simulateClients, sumUp, type Simulation } from '../../../policy/journeys/simulation.ts';
import { startOfSimulation, type SimulationPeriod } from '../../../policy/journeys/simulation-start.ts';
import { replay } from '../../../policy/journeys/simulation-replay.ts';
import { calm } from './any-life.ts';
import { DAY_MS, HOUR_MS, ZONE, type Happening } from './client-memory.ts';
import { OneJourney, type Day, type Life } from './one-journey.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from '../policies.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const LIVES = Number(process.env['POLICY_LIVES'] ?? 400);
const START = Date.UTC(2026, 8, 7, 10);

/** Facts whose history is kept, each known when it happens: what a simulation can see of a life. */
const anyRemembered: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constant('session' as const),
      status: fc.constantFrom('attended' as const, 'attended' as const, 'attended' as const, 'dna' as const),
      hoursAgo: fc.constant(0),
      imported: fc.constant(false),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('milestone' as const),
      kind: fc.constantFrom('goal_reached' as const, 'significant_session' as const, 'transition' as const),
      daysAgo: fc.nat({ max: 9 }),
      tick: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('discharge' as const),
      ending: fc.constantFrom(
        'planned_met' as const,
        'planned_partly' as const,
        'stepped_down' as const,
        'drop_out' as const,
      ),
      tick: fc.boolean(),
      daysAgo: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('consent' as const),
      status: fc.constantFrom('given' as const, 'given' as const, 'withdrawn' as const),
      channel: fc.constant('paper' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('score' as const), score: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'referral' } as const) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({ what: fc.constant('full' as const), days: fc.integer({ min: 1, max: 50 }) }),
      fc.constant({ what: 'room' } as const),
    ),
  },
);
const anyRememberedLife: fc.Arbitrary<Life> = fc.record({
  startedAt: fc.nat({ max: 300 * 24 }).map((hours) => new Date(START + hours * HOUR_MS)),
  policy: fc.constantFrom(...POLICY_NAMES),
  profile: fc.constant('UK_DEFAULT' as const),
  sending: fc.constant('live' as const),
  birthYear: fc.constant(null),
  consent: fc.constant({ what: 'consent', status: 'given', channel: 'paper' } as const),
  outcomes: fc.constant([]),
  days: fc
    .array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 14 * 24 })),
        anyRemembered,
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((random) => [...weeks(5), ...random.map(([hours, then]) => calm(hours, then))]),
});

test(`a simulation of the past finds what a life under these rules was like, prompt by prompt (seed ${SEED})`, () => {
  let asked = 0;
  fc.assert(
    fc.property(anyRememberedLife, (life) => {
      const lived = new OneJourney(life).run();
      fc.pre(isRememberedWhole(life, lived));
      const past = { recordedSince: 0, fullTimes: lived.fullTimes, now: lived.now.getTime() };
      const found = replay(startOfSimulation(historyOf(lived), ALL, past), rulesOf(life.policy));

      asked += lived.prompts.length;
      const became = lived.milestones.map(
        ({ kind, status }) => `${kind} ${status === 'carried' ? 'asked' : 'let go'}`,
      );
      expect(found.map(({ kind, code }) => `${kind} ${code === null ? 'asked' : 'let go'}`)).toEqual(became);
    }),
    { seed: SEED, numRuns: LIVES },
  );
  expect(asked).toBeGreaterThan(LIVES / 6);
});

const ALL: SimulationPeriod = { from: 0, to: Infinity };
const period: SimulationPeriod = { from: START - 91 * DAY_MS, to: START };

test('a simulation of nobody finds nothing, and says what it cannot know', () => {
  const simulation = simulated([], null);

  expect([simulation.cameUp, simulation.sent, simulation.perQuarter, simulation.derived]).toEqual([
    0,
    0,
    0,
    true,
  ]);
  expect(simulation.byKind.map(({ cameUp }) => cameUp)).toEqual([null, null, 0, null]);
});

test.each<[string, Partial<ClientHistory>, number]>([
  ['came five times and then not for six weeks', {}, 1],
  ['not quite six weeks', { attended: sessionsUntil(42 * DAY_MS - 1) }, 0],
  ['three times only', { attended: sessionsUntil(60 * DAY_MS).slice(0, 3) }, 0],
  ['has an appointment', { bookedAt: [START + DAY_MS] }, 0],
  ['ended before that time', { attended: sessionsUntil(200 * DAY_MS) }, 0],
])('before anybody recorded an ending, whoever %s: %#', (_, change, endings) => {
  const client = {
    ...nobody(),
    attended: sessionsUntil(42 * DAY_MS),
    ...change,
  };
  const simulation = simulated([client], null);

  expect(simulation.byKind.find(({ kind }) => kind === 'discharge')?.cameUp).toBe(endings);
  expect(simulation.ifEverybodyConsented.sent).toBe(endings);
});

test('whoever would have been asked while the practice was full is held back where its owner has prompts wait (D7)', () => {
  const endedAt = START - 43 * DAY_MS;
  const client = { ...nobody(), consents: [GIVEN], attended: sessionsUntil(START - endedAt) };
  const askedUnder = (policy: PolicyName, from: number, to: number) =>
    simulated([client], null, policy, period, [{ from, to }]);

  const held = askedUnder('held while full', endedAt + HOUR_MS, Infinity);
  expect([held.sent, held.heldBack]).toEqual([0, [{ code: 'while_full', count: 1 }]]);
  expect(askedUnder('default', endedAt + HOUR_MS, Infinity).sent).toBe(1);
  expect(askedUnder('held while full', endedAt - 50 * DAY_MS, endedAt - DAY_MS).sent).toBe(1);
});

test('once moments are recorded, what nobody recorded did not happen', () => {
  const client = { ...nobody(), attended: sessionsUntil(50 * DAY_MS) };
  const since = (recordedSince: number) => simulated([client], recordedSince);

  expect(since(START - 60 * DAY_MS).cameUp).toBe(0);
  expect(since(START - 40 * DAY_MS).cameUp).toBe(1);
  expect(since(START - 40 * DAY_MS).derived).toBe(true);
  expect(since(START - 92 * DAY_MS).derived).toBe(false);
});

test('if everybody consented, nobody is asked less, and everything but consent still counts', () => {
  fc.assert(
    fc.property(
      fc.array(anyRememberedLife, { maxLength: 4 }),
      fc.constantFrom(...POLICY_NAMES),
      (lives, policy) => {
        const clients = lives.map((life) => historyOf(new OneJourney(life).run()));
        const simulation = simulated(clients, 0, policy, ALL);
        const consented = clients.map((client) => ({ ...client, consents: [GIVEN] }));
        const other = simulated(consented, 0, policy, ALL);

        expect(simulation.ifEverybodyConsented.sent).toBe(other.sent);
        expect(other.heldBack.some(({ code }) => code === 'no_consent')).toBe(false);
      },
    ),
    { seed: SEED, numRuns: 60 },
  );
});

/** When a tick was added, or an ending taken back, is not kept. */
function isRememberedWhole({ days }: Life, { milestones, discharges }: OneJourney): boolean {
  const marked = days.filter(({ then }) => then.what === 'milestone').length;
  const own = milestones.filter(({ fromEnding }) => !fromEnding).length;
  return marked === own && !discharges.some(({ superseded }) => superseded);
}

const GIVEN = { at: 0, status: 'given', inWriting: true } as const;

function simulated(
  clients: readonly ClientHistory[],
  recordedSince: number | null,
  policy: PolicyName = 'default',
  within: SimulationPeriod = period,
  fullTimes: readonly FullTime[] = [],
): Simulation {
  const setting = { rules: rulesOf(policy), past: { recordedSince, fullTimes, now: START }, period: within };
  return sumUp(simulateClients(clients, setting), setting);
}

function rulesOf(policy: PolicyName) {
  const situation = { zone: ZONE, strict: false, signedOff: false, paused: false };
  return journeyRules(POLICIES[policy], situation);
}

function historyOf(lived: OneJourney): ClientHistory {
  return lived.history(lived.now);
}

function nobody(): ClientHistory {
  return historyOf(new OneJourney(lifeOf([])).run());
}

function lifeOf(days: readonly Day[]): Life {
  return {
    startedAt: new Date(START),
    policy: 'default',
    profile: 'UK_DEFAULT',
    sending: 'live',
    birthYear: null,
    consent: null,
    outcomes: [],
    days,
  };
}

function weeks(count: number): Day[] {
  return Array.from({ length: count }, (_, week) =>
    calm(week === 0 ? 0 : 7 * 24, { what: 'session', status: 'attended', hoursAgo: 0, imported: false }),
  );
}

/** Five weekly sessions, the last of them so long before the day of the simulation. */
function sessionsUntil(beforeMs: number): ClientHistory['attended'] {
  return [4, 3, 2, 1, 0].map((week) => {
    const at = START - beforeMs - week * 7 * DAY_MS;
    return { id: `s${week}`, at, imported: false, knownAt: at };
  });
}
