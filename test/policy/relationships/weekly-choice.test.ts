import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideRelationship } from '../../../policy/relationships/relationship.ts';
import {
  chooseForWeek,
  wantedNow,
  weekOf,
  type Candidate,
} from '../../../policy/relationships/weekly-choice.ts';
import { anybody, arrivedOn, colleague, DAY_MS, daysAgo, daysAhead, NOW, RULES } from './colleagues.ts';

const NOTHING = { names: new Set<string>(), driedUp: 0 };
const due = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  driedUp: null,
  isDue: true,
  rank: 'dormant',
  dueAt: daysAgo(1),
  checkIn: null,
  ...change,
});
const dry = (id: string, weight: number, change: Partial<Candidate> = {}): Candidate =>
  due(id, { driedUp: { weight }, isDue: false, ...change });

test.each([
  ['over New Year', '2026-12-31T12:00:00Z', '2026-12-28T00:00:00.000Z', '2027-01-04T00:00:00.000Z'],
  ['on its first day', '2026-11-30T00:00:00Z', '2026-11-30T00:00:00.000Z', '2026-12-07T00:00:00.000Z'],
  [
    'over a change of the clocks',
    '2026-10-25T12:00:00Z',
    '2026-10-18T23:00:00.000Z',
    '2026-10-26T00:00:00.000Z',
  ],
])('a week begins on Monday at 00:00 of the practice, %s (4.5e)', (_, now, from, until) => {
  const week = weekOf(new Date(now), RULES.zone);

  expect([week.from, week.until].map((at) => at.toISOString())).toEqual([from, until]);
});

test('a month begins on its first day at 00:00 of the practice, which may be the day before elsewhere (4.5e)', () => {
  expect(weekOf(new Date('2026-06-30T23:30:00Z'), RULES.zone).monthFrom).toEqual(
    new Date('2026-06-30T23:00:00Z'),
  );
  expect(weekOf(new Date('2026-06-30T22:30:00Z'), RULES.zone).monthFrom).toEqual(
    new Date('2026-05-31T23:00:00Z'),
  );
});

test('the dried-up come first, the greatest loss before the others and three a month at most; then rank, then who waits longest (4.5e)', () => {
  const candidates = [
    due('later', { dueAt: daysAgo(1) }),
    due('earlier', { dueAt: daysAgo(9) }),
    due('top', { rank: 'top' }),
    ...[3, 9, 5, 7].map((weight) => dry(`dry ${weight}`, weight)),
  ];
  const chosen = (used = NOTHING) => chooseForWeek(candidates, used).map(({ id, why }) => [id, why]);

  expect(chosen()).toEqual([
    ['dry 9', 'dried_up'],
    ['dry 7', 'dried_up'],
    ['dry 5', 'dried_up'],
    ['top', 'due'],
    ['earlier', 'due'],
  ]);
  expect(chosen({ names: new Set(['a', 'b']), driedUp: 3 }).map(([id]) => id)).toEqual([
    'top',
    'earlier',
    'later',
  ]);
});

test('whoever is due by rhythm does not count towards the three, and whoever stood on the list needs no second place (4.5e)', () => {
  const alsoDue = dry('both', 100, { isDue: true });

  expect(chooseForWeek([alsoDue], { names: new Set(), driedUp: 3 })).toEqual([{ id: 'both', why: 'due' }]);
  expect(
    chooseForWeek([due('again')], { names: new Set(['again', 'b', 'c', 'd', 'e']), driedUp: 0 }),
  ).toHaveLength(1);
  expect(chooseForWeek([due('sixth')], { names: new Set(['a', 'b', 'c', 'd', 'e']), driedUp: 0 })).toEqual(
    [],
  );
});

test('however many are due, a week has five names and a month three dried-up ones (4.5e)', () => {
  const candidate = fc
    .record({ facts: anybody, id: fc.uuid() })
    .map(({ facts, id }) => ({ wanted: wantedNow(facts, RULES, NOW), id }));
  fc.assert(
    fc.property(
      fc.uniqueArray(candidate, { maxLength: 20, selector: ({ id }) => id }),
      fc.uniqueArray(fc.uuid(), { maxLength: 5 }),
      fc.integer({ min: 0, max: 3 }),
      (people, names, driedUp) => {
        const candidates = people.flatMap(({ wanted, id }) =>
          wanted ? [{ ...wanted, id, checkIn: null }] : [],
        );
        const chosen = chooseForWeek(candidates, { names: new Set(names), driedUp });
        const dried = chosen.filter(({ why }) => why === 'dried_up').length;

        expect(names.length + chosen.length).toBeLessThanOrEqual(5);
        expect(driedUp + dried).toBeLessThanOrEqual(Math.max(3, driedUp));
        const mayBe = candidates.filter(({ isDue }) => isDue).length;
        expect(chosen.length).toBeGreaterThanOrEqual(Math.min(5 - names.length, mayBe));
      },
    ),
  );
});

test('a colleague rests until something comes, waits in a run for what comes soon, and leaves the list by being in touch (§4.5)', () => {
  const weekEndsAt = daysAhead(4.5);
  const step = (facts: ReturnType<typeof colleague>, used = NOTHING, hasChosen = false) =>
    decideRelationship({ id: 'this', facts, rules: RULES, used, weekEndsAt }, hasChosen, NOW);
  const onTheList = (why: 'due' | 'dried_up') => ({ id: 't', why, openedAt: daysAgo(2), dueAt: weekEndsAt });
  const overdue = colleague();
  const full = { names: new Set(['a', 'b', 'c', 'd', 'e']), driedUp: 0 };

  expect(step(overdue)).toEqual({ do: 'choose' });
  expect(step(overdue, NOTHING, true)).toEqual({ do: 'rest', until: weekEndsAt });
  expect(step(overdue, full)).toEqual({ do: 'rest', until: weekEndsAt });
  expect(step(colleague({ createdAt: daysAgo(13.99) }))).toMatchObject({ do: 'wait', for: 'contact' });
  expect(step(arrivedOn([10]))).toEqual({ do: 'rest', until: daysAhead(30) });
  expect(step(colleague({ checkIn: onTheList('due') }))).toEqual({ do: 'rest', until: weekEndsAt });
  expect(step(arrivedOn([1], { checkIn: onTheList('due') }))).toEqual({ do: 'withdraw' });
  expect(step(colleague({ checkIn: onTheList('due'), pausedUntil: '2026-07-02' }))).toEqual({
    do: 'withdraw',
  });
  expect(step(arrivedOn([1, 200, 300, 400], { checkIn: onTheList('dried_up') }))).toEqual({ do: 'withdraw' });
  const lastWeek = { ...onTheList('due'), dueAt: new Date(NOW.getTime() - DAY_MS) };
  expect(step(colleague({ checkIn: lastWeek }), full)).toEqual({ do: 'choose' });
});
