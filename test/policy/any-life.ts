import * as fc from 'fast-check';
import { HOLD_CODES } from '../../entities/client-hold.ts';
import { ENDINGS } from '../../policy/ending.ts';
import { GATE_CODES } from '../../policy/gate-codes.ts';
import { CARRIERS } from '../../policy/policy-sections.ts';
import { PHASES } from '../../policy/stage.ts';
import { POLICY_NAMES } from './policies.ts';
import { HOUR_MS, SESSION_STATUSES, type Happening } from './client-memory.ts';
import { OUTCOMES, type Day, type Life } from './one-journey.ts';

/** Three times in four the usual. */
function often<T, U>(usual: T, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

const days = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      what: fc.constant('session' as const),
      status: fc.oneof(
        { weight: 8, arbitrary: fc.constant('attended' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...SESSION_STATUSES) },
      ),
      hoursAgo: fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 30 * 24 })),
      imported: fc.oneof(
        { weight: 8, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      what: fc.constant('milestone' as const),
      kind: fc.constantFrom('goal_reached' as const, 'significant_session' as const, 'transition' as const),
      daysAgo: fc.oneof(days(2), days(12)),
      tick: often(true, fc.constant(false)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('discharge' as const),
      ending: fc.oneof(fc.constant('planned_met' as const), fc.constantFrom(...ENDINGS)),
      tick: fc.boolean(),
      daysAgo: days(4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('consent' as const),
      status: fc.oneof(
        fc.constant('given' as const),
        fc.constantFrom('declined' as const, 'withdrawn' as const),
      ),
      channel: fc.constantFrom('paper' as const, 'spoken' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('hold' as const),
      code: fc.constantFrom(...HOLD_CODES),
      days: often(3, fc.option(days(30), { nil: null })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('lift' as const), code: fc.constantFrom(...HOLD_CODES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('override' as const),
      code: fc.constantFrom(...GATE_CODES),
      days: days(30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('score' as const), score: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Happening>(
      { what: 'referral' },
      { what: 'complaint_closed' },
      { what: 'nothing' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('sending' as const),
      to: often('live' as const, fc.constantFrom('paused' as const, 'rehearsal' as const)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('policy' as const), name: fc.constantFrom(...POLICY_NAMES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('communicate' as const),
      carrier: fc.constantFrom(...CARRIERS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('suppress' as const),
      reason: often(null, fc.constantFrom('unsubscribed' as const, 'hard_bounce' as const)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('stage' as const),
      phase: fc.constantFrom(null, 'settled' as const, ...PHASES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Happening>(
      { what: 'has', email: true },
      { what: 'has', email: false },
      { what: 'has', sharedMailbox: true },
      { what: 'has', sharedMailbox: false },
      { what: 'has', plannedShort: true },
      { what: 'has', silentDiary: true },
      { what: 'has', silentDiary: false },
    ),
  },
);

const anyDay: fc.Arbitrary<Day> = fc.record({
  afterMs: fc.oneof(
    fc.nat({ max: 20 }).map((hours) => hours * HOUR_MS),
    fc.nat({ max: 9 * 24 }).map((hours) => hours * HOUR_MS),
    fc.nat({ max: 40 * 24 }).map((hours) => hours * HOUR_MS),
  ),
  awake: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  midStep: fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  then: anyHappening,
});

/** Something good came of a session, it was marked, and nothing disturbed what follows: so that prompts do go. */
const goodWeek: fc.Arbitrary<Day[]> = fc
  .record({
    kind: fc.constantFrom('goal_reached' as const, 'significant_session' as const),
    markedAfter: fc.nat({ max: 30 }),
    quietFor: fc.nat({ max: 12 * 24 }),
    ends: often(false, fc.constant(true)),
  })
  .map(({ kind, markedAfter, quietFor, ends }) => [
    calm(5 * 24, { what: 'session', status: 'attended', hoursAgo: 1, imported: false }),
    calm(
      markedAfter,
      ends
        ? { what: 'discharge', ending: 'planned_met', tick: true, daysAgo: 0 }
        : { what: 'milestone', kind, daysAgo: Math.ceil(markedAfter / 24), tick: true },
    ),
    calm(quietFor, { what: 'nothing' }),
  ]);

export function calm(hours: number, then: Happening): Day {
  return { afterMs: hours * HOUR_MS, awake: true, midStep: false, then };
}

/** Somebody who has come for a while, so that there is something to ask for; then anything may happen. */
const USUAL: readonly Day[] = [0, 1, 2, 3, 4].map((week) =>
  calm(week === 0 ? 0 : 7 * 24, { what: 'session', status: 'attended', hoursAgo: 1, imported: false }),
);

export const anyLife: fc.Arbitrary<Life> = fc.record({
  startedAt: fc
    .integer({ min: Date.UTC(2026, 0) / HOUR_MS, max: Date.UTC(2027, 11) / HOUR_MS })
    .map((hour) => new Date(hour * HOUR_MS)),
  policy: fc.constantFrom(...POLICY_NAMES),
  profile: fc.oneof(
    { weight: 8, arbitrary: fc.constant('UK_DEFAULT' as const) },
    { weight: 1, arbitrary: fc.constant('US_STRICT' as const) },
  ),
  sending: fc.oneof(
    { weight: 6, arbitrary: fc.constant('live' as const) },
    { weight: 1, arbitrary: fc.constant('rehearsal' as const) },
  ),
  birthYear: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 2005, max: 2011 }) },
  ),
  consent: fc.oneof(
    { weight: 5, arbitrary: fc.constant({ what: 'consent', status: 'given', channel: 'paper' } as const) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  outcomes: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('sent' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...OUTCOMES) },
    ),
    { maxLength: 12 },
  ),
  days: fc
    .array(
      fc.oneof({ weight: 5, arbitrary: anyDay.map((day) => [day]) }, { weight: 1, arbitrary: goodWeek }),
      { minLength: 1, maxLength: 30 },
    )
    .map((random) => [...USUAL, ...random.flat()]),
});

/** The same life of somebody whom nobody ever asked (S13). */
export function neverAsked(life: Life): Life {
  const silent = (day: Day): Day =>
    day.then.what === 'consent' ? { ...day, then: { what: 'nothing' } } : day;
  return { ...life, consent: null, days: life.days.map(silent) };
}
