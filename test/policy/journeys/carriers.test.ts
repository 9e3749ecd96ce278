import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isQuietDay } from '../../../policy/calendar/holidays.ts';
import { isOpen } from '../../../policy/calendar/send-window.ts';
import {
  plannedCarriers,
  type Attended,
  type CarrierFacts,
  type CarrierRules,
  type Marked,
} from '../../../policy/journeys/carriers.ts';
import { journeyRules } from '../../../policy/journeys/journey-rules.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = { seed: SEED, numRuns: 1_000 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = 'Europe/London';
/** A Monday at eleven. */
const T = new Date('2026-11-09T11:00:00Z');

const { carriers: RULES } = journeyRules(defaultPolicy('the owner'), {
  zone: ZONE,
  strict: false,
  signedOff: false,
  paused: false,
});
const NOTHING: CarrierFacts = {
  attended: [],
  marked: [],
  ending: null,
  newClient: null,
  lastNoteAt: null,
  wentLiveAt: null,
};

function at(hours: number): Date {
  return new Date(T.getTime() + hours * HOUR_MS);
}

function session(id: string, hours = 0, change: Partial<Attended> = {}): Attended {
  return { id, at: at(hours), nth: 1, imported: false, ...change };
}

function plan(facts: Partial<CarrierFacts>, rules: Partial<CarrierRules> = {}, hours = 0) {
  return plannedCarriers({ ...NOTHING, ...facts }, { ...RULES, ...rules }, at(hours));
}

const goal: Marked = { kind: 'goal_reached', sessionId: 'a' };
const significant: Marked = { kind: 'significant_session', sessionId: 'a' };
const transition: Marked = { kind: 'transition', sessionId: 'a' };
const newcomer = { newClient: { enquiryId: 'e', anchor: T } };
const sixth = session('a', 0, { nth: 6 });
const history = session('a', 0, { imported: true });
const every = { followUp: 'after_every_session' } as const;
const never = { followUp: 'never' } as const;
const reviews = { reviewNote: true };
const onlyEndings = {
  carriers: { ...RULES.carriers, goal_reached: ['ending_note'] },
} satisfies Partial<CarrierRules>;

test.each<[string, Partial<CarrierFacts>, Partial<CarrierRules>, string[]]>([
  ['whoever is new gets the intake form', { attended: [session('a')], ...newcomer }, {}, ['intake-form/e']],
  ['a practice that sends none sends none', newcomer, { intakeForm: false }, []],
  ['a week later it is too late for it', { newClient: { enquiryId: 'e', anchor: at(-168) } }, {}, []],
  ['who was here before the practice went live gets none', { ...newcomer, wentLiveAt: at(1) }, {}, []],
  ['a session alone sends nothing', { attended: [session('a')] }, {}, []],
  ['a moment in it sends its follow-up', { attended: [session('a')], marked: [goal] }, {}, ['follow-up/a']],
  [
    'two moments in one session are one note',
    { attended: [session('a')], marked: [goal, significant] },
    {},
    ['follow-up/a'],
  ],
  ['a moment that was not chosen sends nothing', { attended: [session('a')], marked: [transition] }, {}, []],
  [
    'a moment of another session sends nothing for this one',
    { attended: [session('b')], marked: [goal] },
    {},
    [],
  ],
  [
    'a moment whose session is not there yet sends nothing',
    { marked: [{ ...goal, sessionId: null }] },
    {},
    [],
  ],
  ['every session, where the practice does that', { attended: [session('a')] }, every, ['follow-up/a']],
  ['never, where the practice sends none', { attended: [session('a')], marked: [goal] }, never, []],
  ['an imported session sends nothing', { attended: [history] }, every, []],
  ['unless a moment was marked in it', { attended: [history], marked: [goal] }, every, ['follow-up/a']],
  [
    'a sixth session is reviewed, where the practice does that',
    { attended: [sixth] },
    reviews,
    ['review-note/a'],
  ],
  ['and not where it does not', { attended: [sixth] }, {}, []],
  ['a fifth is not', { attended: [session('a', 0, { nth: 5 })] }, reviews, []],
  ['history is not reviewed', { attended: [session('a', 0, { nth: 6, imported: true })] }, reviews, []],
  [
    'the review takes the place of the follow-up',
    { attended: [sixth] },
    { ...reviews, ...every },
    ['review-note/a'],
  ],
  [
    'a moment that can ride in the review rides there',
    { attended: [sixth], marked: [goal] },
    reviews,
    ['review-note/a'],
  ],
  [
    'one that can ride in the follow-up only keeps the follow-up',
    { attended: [sixth], marked: [goal, significant] },
    reviews,
    ['follow-up/a'],
  ],
  [
    'the review is not lost where no follow-up is sent',
    { attended: [sixth], marked: [significant] },
    { ...reviews, ...never },
    ['review-note/a'],
  ],
  [
    'nor where the moment can ride in neither',
    { attended: [sixth], marked: [goal] },
    { ...reviews, ...onlyEndings },
    ['review-note/a'],
  ],
  [
    'an ending that has a note sends it, without any moment',
    { ending: { dischargeId: 'd', anchor: T } },
    {},
    ['ending-note/d'],
  ],
  [
    'and none where the practice sends none',
    { ending: { dischargeId: 'd', anchor: T } },
    { endingNote: false },
    [],
  ],
])('%s', (_, facts, rules, keys) => {
  expect(plan(facts, rules).map(({ key }) => key)).toEqual(keys);
});

test.each<[string, string, number, string | null, Partial<CarrierFacts>?]>([
  ['eighteen hours later', '2026-11-09T16:00Z', 0, '2026-11-10T10:00Z'],
  ['in the night: at nine', '2026-11-09T11:00Z', 0, '2026-11-10T09:00Z'],
  ['late on a Saturday: on Monday at nine', '2026-11-14T18:00Z', 0, '2026-11-16T09:00Z'],
  [
    'on 28 December: on 4 January, the first day that is not quiet',
    '2026-12-28T18:00Z',
    0,
    '2027-01-04T09:00Z',
  ],
  [
    'on 23 December: dropped, for the practice is quiet for longer than it may wait',
    '2026-12-23T18:00Z',
    0,
    null,
  ],
  ['six days were slept: still', '2026-11-09T16:00Z', 6 * 24, '2026-11-15T16:00Z→2026-11-16T09:00Z'],
  ['seven days were slept: dropped', '2026-11-09T16:00Z', 7 * 24, null],
  [
    'twenty hours after the last note',
    '2026-11-09T16:00Z',
    0,
    '2026-11-11T09:00Z',
    { lastNoteAt: new Date('2026-11-10T09:30Z') },
  ],
])('the follow-up of a session goes %s', (_, heldAt, laterHours, expected, facts = {}) => {
  const now = new Date(Date.parse(heldAt) + laterHours * HOUR_MS);
  const attended = [{ id: 'a', at: new Date(heldAt), nth: 1, imported: false }];

  const [note] = plannedCarriers({ ...NOTHING, attended, marked: [goal], ...facts }, RULES, now);

  const wanted = expected?.split('→').at(-1) ?? null;
  expect(note?.dueAt.toISOString() ?? null).toBe(wanted === null ? null : new Date(wanted).toISOString());
});

test('an ending note has fourteen days, a follow-up seven', () => {
  const ending = { dischargeId: 'd', anchor: T };
  const both = { attended: [session('a')], marked: [goal], ending };

  expect(plan(both, {}, 6 * 24).map(({ key }) => key)).toEqual(['follow-up/a', 'ending-note/d']);
  expect(plan(both, {}, 7 * 24).map(({ key }) => key)).toEqual(['ending-note/d']);
  expect(plan(both, {}, 14 * 24 - 3).map(({ key }) => key)).toEqual(['ending-note/d']);
  expect(plan(both, {}, 14 * 24)).toEqual([]);
  expect(plan(both).map(({ latestAt }) => latestAt)).toEqual([at(7 * 24), at(14 * 24)]);
});

test('two sessions within twenty hours are one note, and the next one counts from the first', () => {
  const attended = [session('a'), session('b', 19), session('c', 20), session('d', 39)];

  expect(plan({ attended }, every).map(({ key }) => key)).toEqual(['follow-up/a', 'follow-up/c']);
});

test('nothing goes for what happened before the practice went live (§5a.3)', () => {
  const facts = { attended: [session('a')], marked: [goal], ending: { dischargeId: 'd', anchor: T } };

  expect(plan({ ...facts, wentLiveAt: at(0.001) })).toEqual([]);
  expect(plan({ ...facts, wentLiveAt: T })).toHaveLength(2);
});

const anyKind = fc.constantFrom<Marked['kind']>(
  'goal_reached',
  'significant_session',
  'discharge',
  'transition',
);
const anyRules: fc.Arbitrary<CarrierRules> = fc
  .record({
    followUp: fc.constantFrom<CarrierRules['followUp']>('never', 'after_milestone', 'after_every_session'),
    endingNote: fc.boolean(),
    reviewNote: fc.boolean(),
    intakeForm: fc.boolean(),
    milestones: fc.subarray<Marked['kind']>([
      'goal_reached',
      'significant_session',
      'discharge',
      'transition',
    ]),
    notBeforeMs: fc.constantFrom(0, HOUR_MS, 18 * HOUR_MS),
    limitMs: fc.constantFrom(2 * DAY_MS, 7 * DAY_MS),
    endingLimitMs: fc.constantFrom(2 * DAY_MS, 14 * DAY_MS),
    window: fc.constantFrom<CarrierRules['window']>('always', RULES.window, {
      days: ['wed'],
      from: '09:00',
      to: '12:00',
    }),
    holidays: fc.constantFrom<CarrierRules['holidays']>('none', 'gb-eng', 'us'),
    zone: fc.constantFrom(ZONE, 'America/New_York', 'Australia/Lord_Howe'),
  })
  .map((rules) => ({ ...RULES, ...rules }));
const anyFacts: fc.Arbitrary<CarrierFacts> = fc
  .record({
    startedHour: fc.integer({ min: Date.UTC(2026, 0) / HOUR_MS, max: Date.UTC(2027, 11) / HOUR_MS }),
    gaps: fc.array(fc.tuple(fc.nat({ max: 9 * 24 }), fc.boolean()), { maxLength: 12 }),
    marks: fc.array(fc.tuple(fc.nat({ max: 11 }), anyKind), { maxLength: 5 }),
    ending: fc.option(fc.nat({ max: 600 }), { nil: null }),
    isNew: fc.boolean(),
    lastNote: fc.option(fc.nat({ max: 600 }), { nil: null }),
    live: fc.option(fc.nat({ max: 600 }), { nil: null }),
  })
  .map(({ startedHour, gaps, marks, ending, isNew, lastNote, live }) => {
    const moment = (hours: number): Date => new Date((startedHour + hours) * HOUR_MS);
    let hours = 0;
    const attended = gaps.map(([gap, imported], index) => {
      hours += gap;
      return { id: `s${index}`, at: moment(hours), nth: index + 1, imported };
    });
    return {
      attended,
      marked: marks.map(([index, kind]) => ({ kind, sessionId: attended[index]?.id ?? null })),
      ending: ending === null ? null : { dischargeId: 'd', anchor: moment(ending) },
      newClient: isNew ? { enquiryId: 'e', anchor: moment(0) } : null,
      lastNoteAt: lastNote === null ? null : moment(lastNote),
      wentLiveAt: live === null ? null : moment(live),
    };
  });
const anyHours = fc.nat({ max: 700 });

test(`every note keeps its hours: not before, in time, in the window, on no quiet day (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyFacts, anyRules, anyHours, (facts, rules, hours) => {
      const start = facts.attended[0]?.at ?? facts.ending?.anchor ?? T;
      const now = new Date(start.getTime() + hours * HOUR_MS);
      for (const { key, carrier, dueAt, latestAt } of plannedCarriers(facts, rules, now)) {
        const anchor =
          carrier === 'ending_note'
            ? facts.ending?.anchor
            : carrier === 'intake_form'
              ? facts.newClient?.anchor
              : facts.attended.find(({ id }) => key.endsWith(`/${id}`))?.at;
        const limitMs = carrier === 'ending_note' ? rules.endingLimitMs : rules.limitMs;
        const from = anchor?.getTime() ?? Number.NaN;
        expect(dueAt >= now).toBe(true);
        expect(dueAt.getTime()).toBeGreaterThanOrEqual(from + rules.notBeforeMs);
        expect(dueAt.getTime()).toBeLessThan(from + limitMs);
        expect(latestAt.getTime()).toBe(from + limitMs);
        expect(isOpen(rules.window, rules.zone, dueAt, (date) => isQuietDay(rules.holidays, date))).toBe(
          true,
        );
        if (facts.wentLiveAt) expect(from).toBeGreaterThanOrEqual(facts.wentLiveAt.getTime());
        if (facts.lastNoteAt && (carrier === 'follow_up' || carrier === 'review_note'))
          expect(dueAt.getTime() - facts.lastNoteAt.getTime()).toBeGreaterThanOrEqual(20 * HOUR_MS);
      }
    }),
    RUNS,
  );
});

test('one fact has one note at most, and no two sessions within twenty hours have one each', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const now = facts.attended[0]?.at ?? T;
      const keys = plannedCarriers(facts, rules, now).map(({ key }) => key);
      const about = keys.map((key) => key.split('/')[1]);
      expect(new Set(about).size).toBe(keys.length);
      const times = facts.attended
        .filter(({ id }) => about.includes(id))
        .map(({ at: time }) => time.getTime())
        .toSorted((one, other) => one - other);
      for (const [index, time] of times.entries())
        if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 * HOUR_MS);
    }),
    RUNS,
  );
});

test('a carrier that the practice does not send is never sent (S14)', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const now = facts.attended[0]?.at ?? T;
      const carriers = plannedCarriers(facts, rules, now).map(({ carrier }) => carrier);
      if (rules.followUp === 'never') expect(carriers).not.toContain('follow_up');
      if (!rules.endingNote) expect(carriers).not.toContain('ending_note');
      if (!rules.reviewNote) expect(carriers).not.toContain('review_note');
      if (!rules.intakeForm) expect(carriers).not.toContain('intake_form');
      expect(carriers.filter((carrier) => carrier === 'intake_form').length).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test('where every session has its note, moments change neither how many there are nor when (S13)', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, given) => {
      const rules = { ...given, followUp: 'after_every_session' as const };
      const attended = facts.attended.map((one) => ({ ...one, imported: false }));
      const now = attended[0]?.at ?? T;
      const moments = (marked: readonly Marked[]): number[] =>
        plannedCarriers({ ...facts, attended, marked }, rules, now).map(({ dueAt }) => dueAt.getTime());
      expect(moments(facts.marked)).toEqual(moments([]));
    }),
    RUNS,
  );
});
