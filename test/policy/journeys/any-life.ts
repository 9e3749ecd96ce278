import * as fc from 'fast-check';
import { HOLD_CODES } from '../../../policy/clients/client-terms.ts';
import { ENDINGS } from '../../../policy/journeys/ending.ts';
import { GATE_CODES } from '../../../policy/journeys/gate-codes.ts';
import type { Carrier } from '../../../policy/journeys/carriers.ts';
import { CARRIERS } from '../../../policy/practice/policy-sections.ts';
import { PHASES } from '../../../policy/journeys/stage.ts';
import { POLICY_NAMES } from '../policies.ts';
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
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({ what: fc.constant('full' as const), days: fc.integer({ min: 1, max: 50 }) }),
      fc.constant({ what: 'room' } as const),
    ),
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

/** What stands in the way for a while, and how it goes away again, where it does. */
const OBSTACLES: readonly (readonly [Happening, Happening])[] = [
  ...HOLD_CODES.map(
    (code) =>
      [
        { what: 'hold', code, days: null },
        { what: 'lift', code },
      ] as const,
  ),
  ...HOLD_CODES.map((code) => [{ what: 'hold', code, days: 1 }, { what: 'nothing' }] as const),
  [{ what: 'referral' }, { what: 'nothing' }],
  [{ what: 'full', days: 42 }, { what: 'room' }],
  [{ what: 'full', days: 1 }, { what: 'nothing' }],
  [{ what: 'complaint_closed' }, { what: 'nothing' }],
  [
    { what: 'has', sharedMailbox: true },
    { what: 'has', sharedMailbox: false },
  ],
  [
    { what: 'consent', status: 'withdrawn', channel: 'paper' },
    { what: 'consent', status: 'given', channel: 'paper' },
  ],
  [
    { what: 'consent', status: 'given', channel: 'spoken' },
    { what: 'consent', status: 'given', channel: 'paper' },
  ],
  [
    { what: 'score', score: 1 },
    { what: 'score', score: 4 },
  ],
  [
    { what: 'session', status: 'dna', hoursAgo: 0, imported: false },
    { what: 'session', status: 'attended', hoursAgo: 0, imported: false },
  ],
  ...(['drop_out', 'ended_by_practice', 'referred_on', 'stepped_down'] as const).map(
    (ending) => [{ what: 'discharge', ending, tick: true, daysAgo: 0 }, { what: 'nothing' }] as const,
  ),
  ...(['early', 'working_through'] as const).map(
    (phase) =>
      [
        { what: 'stage', phase },
        { what: 'stage', phase: 'settled' },
      ] as const,
  ),
];

/** Something good came of a session and was marked; then perhaps one thing stands in the way. */
const goodWeek: fc.Arbitrary<Day[]> = fc
  .record({
    marked: fc.constantFrom<Happening>(
      { what: 'milestone', kind: 'goal_reached', daysAgo: 0, tick: true },
      { what: 'milestone', kind: 'goal_reached', daysAgo: 0, tick: false },
      { what: 'milestone', kind: 'significant_session', daysAgo: 0, tick: true },
      { what: 'discharge', ending: 'planned_met', tick: false, daysAgo: 0 },
    ),
    markedAfter: fc.nat({ max: 30 }),
    obstacle: often(null, fc.constantFrom(...OBSTACLES)),
    quietFor: fc.nat({ max: 6 * 24 }),
  })
  .map(({ marked, markedAfter, obstacle, quietFor }) => [
    calm(24, { what: 'session', status: 'attended', hoursAgo: 1, imported: false }),
    calm(markedAfter, marked),
    calm(0, obstacle?.[0] ?? { what: 'nothing' }),
    calm(quietFor, { what: 'communicate', carrier: 'follow_up' }),
    calm(3 * 24, obstacle?.[1] ?? { what: 'nothing' }),
  ]);

/** An ending that something holds for weeks, and then a person writes. */
const lateEnding: fc.Arbitrary<Day[]> = fc
  .tuple(fc.nat({ max: 58 }), fc.constantFrom<Carrier>('ending_note', 'follow_up'))
  .map(([after, carrier]) => [
    calm(24, { what: 'session', status: 'attended', hoursAgo: 1, imported: false }),
    calm(0, { what: 'hold', code: 'unpaid', days: null }),
    calm(1, { what: 'discharge', ending: 'planned_met', tick: true, daysAgo: 0 }),
    calm(after * 24, { what: 'lift', code: 'unpaid' }),
    calm(1, { what: 'communicate', carrier }),
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
      fc.oneof(
        { weight: 4, arbitrary: anyDay.map((day) => [day]) },
        { weight: 2, arbitrary: goodWeek },
        { weight: 1, arbitrary: lateEnding },
      ),
      { minLength: 1, maxLength: 25 },
    )
    .map((random) => [...USUAL, ...random.flat()]),
});

/** The same life of somebody whom nobody ever asked (S13). */
export function neverAsked(life: Life): Life {
  const silent = (day: Day): Day =>
    day.then.what === 'consent' ? { ...day, then: { what: 'nothing' } } : day;
  return { ...life, consent: null, days: life.days.map(silent) };
}
