import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ColleagueFacts, RhythmRules } from '../../../policy/relationships/relationship-terms.ts';
import { comesRoundAt, nextContactAt, rankOf } from '../../../policy/relationships/rhythm.ts';
import { wantedNow } from '../../../policy/relationships/weekly-choice.ts';
import { anybody, arrivedOn, colleague, daysAgo, daysAhead, NOW, RULES } from './colleagues.ts';

const next = (facts: ColleagueFacts, rules: Partial<RhythmRules> = {}) =>
  nextContactAt(facts, { ...RULES, ...rules }, NOW);
const touched = (days: number, change: Partial<ColleagueFacts> = {}) =>
  colleague({
    firstContactAt: daysAgo(days),
    lastContact: { at: daysAgo(days), kind: 'coffee' },
    ...change,
  });

test.each<[string, ColleagueFacts, string]>([
  ['three arrivals in 365 days', arrivedOn([365, 200, 1]), 'top'],
  ['two, and one a day too long ago', arrivedOn([366, 200, 1]), 'active'],
  ['top goes before new', arrivedOn([3, 2, 1], { createdAt: daysAgo(3) }), 'top'],
  ['met 167 days ago', colleague({ createdAt: daysAgo(167) }), 'new'],
  ['met 168 days ago', colleague({ createdAt: daysAgo(168) }), 'dormant'],
  ['entered today, but heard of for years', arrivedOn([900], { createdAt: daysAgo(0) }), 'dormant'],
  ['entered today, but met long ago', touched(400, { createdAt: daysAgo(0) }), 'dormant'],
  ['came in a file today', colleague({ createdAt: NOW, fromFile: true }), 'dormant'],
  ['an arrival 180 days ago', arrivedOn([180]), 'active'],
  ['an arrival 181 days ago', arrivedOn([181]), 'dormant'],
])('rank (§4.5, S64): %s', (_, facts, rank) => {
  expect(rankOf(facts, RULES, NOW)).toBe(rank);
});

test.each<[string, ColleagueFacts, Date]>([
  ['top: 42 days after the last contact', arrivedOn([200, 100, 10]), daysAhead(32)],
  ['active: 90 days', arrivedOn([100]), daysAgo(10)],
  ['dormant: 180 days', touched(100), daysAhead(80)],
  ['nobody was ever in touch: from when they were entered', colleague(), daysAgo(820)],
  ['new, at two weeks', colleague({ createdAt: daysAgo(3) }), daysAhead(11)],
  [
    'new, the first step 28 days after the last contact',
    touched(0, { createdAt: daysAgo(3) }),
    daysAhead(39),
  ],
  [
    'new, a step exactly 28 days after it',
    touched(20, { createdAt: daysAgo(34), firstContactAt: daysAgo(34) }),
    daysAhead(8),
  ],
  [
    'new, after the last step the rank that follows',
    touched(1, { createdAt: daysAgo(160), firstContactAt: daysAgo(160) }),
    daysAhead(179),
  ],
  [
    'the last step of new is kept for one shortest gap',
    touched(100, { createdAt: daysAgo(190), firstContactAt: daysAgo(190) }),
    daysAgo(22),
  ],
  ['and no longer', touched(120, { createdAt: daysAgo(197), firstContactAt: daysAgo(197) }), daysAhead(60)],
])('the clock (§4.5): %s', (_, facts, expected) => {
  expect(next(facts)).toEqual(expected);
});

test('a new connection has four hellos in 24 weeks, and nothing calls it failed before (S84)', () => {
  const met = daysAgo(0);
  let facts = colleague({ createdAt: met, firstContactAt: met });
  const steps: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    const at = nextContactAt(facts, RULES, NOW);
    steps.push((at.getTime() - met.getTime()) / 86_400_000);
    facts = { ...facts, lastContact: { at, kind: 'call' } };
  }

  expect(steps).toEqual([14, 42, 84, 168]);
});

test('while the practice is full an interval is twice as long, until its statement expires, and ends (S75)', () => {
  const facts = touched(100);
  const full = (days: number) => ({ fullUntil: daysAhead(days) });
  const round = (days: number) => comesRoundAt(facts, { ...RULES, ...full(days) }, NOW);

  expect(next(facts, full(10))).toEqual(daysAhead(260));
  expect(next(colleague({ createdAt: daysAgo(3) }), full(10))).toEqual(daysAhead(11));
  expect([round(10), round(100), round(400)]).toEqual([daysAhead(80), daysAhead(100), daysAhead(260)]);
});

test.each([
  ['when the clocks go forward', '2027-03-28', '2027-03-28T00:00:00.000Z'],
  ['the day after', '2027-03-29', '2027-03-28T23:00:00.000Z'],
  ['when they go back', '2026-10-25', '2026-10-24T23:00:00.000Z'],
])('a pause ends at 00:00 of its day, %s (§4.5)', (_, pausedUntil, expected) => {
  expect(next(touched(200, { pausedUntil })).toISOString()).toBe(expected);
});

test('nobody is to be heard of within the shortest gap of an e-mail that they did not ask for (4.5c)', () => {
  expect(next(touched(200, { messagedAt: daysAgo(5) }))).toEqual(daysAhead(23));
  expect(wantedNow(touched(200, { messagedAt: daysAgo(5) }), RULES, NOW)).toBeNull();
});

test('whoever is due is wanted, and nobody is before; what is foretold is when it comes (§4.5)', () => {
  fc.assert(
    fc.property(anybody, fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }), (facts, full) => {
      const rules = { ...RULES, fullUntil: full === null ? null : daysAhead(full) };
      const wanted = wantedNow(facts, rules, NOW);
      const isDue = nextContactAt(facts, rules, NOW) <= NOW;

      expect(wanted?.isDue ?? false).toBe(isDue);
      expect(comesRoundAt(facts, rules, NOW) <= NOW).toBe(isDue);
      expect(comesRoundAt(facts, rules, NOW) <= nextContactAt(facts, rules, NOW)).toBe(true);
    }),
  );
});
