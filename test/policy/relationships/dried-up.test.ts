import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chanceIfDry, chanceToAskAbout, driesUpAt } from '../../../policy/relationships/dried-up.ts';
import { anybody, arrivedOn, DAY_MS, daysAgo, NOW, RULES } from './colleagues.ts';

/** So many arrivals thirty days apart, the last of them `gap` days ago. */
const monthly = (gap: number, arrivals = 6) => Array.from({ length: arrivals }, (_, nth) => gap + nth * 30);

test.each([
  [6, 123, 124],
  [12, 103, 104],
  [4, 154, 155],
])('%s monthly arrivals: as usual on day %s, dried up on day %s (§5.4, S65)', (arrivals, before, day) => {
  expect(chanceIfDry(arrivedOn(monthly(before, arrivals)), RULES, NOW)).toBeNull();
  expect(chanceIfDry(arrivedOn(monthly(day, arrivals)), RULES, NOW)).toBeLessThan(0.05);
});

test('days on which they knew that we were full do not count (§5.4a)', () => {
  expect(chanceIfDry(arrivedOn(monthly(140), { toldFullMs: 20 * DAY_MS }), RULES, NOW)).toBeNull();
  expect(chanceIfDry(arrivedOn(monthly(144), { toldFullMs: 20 * DAY_MS }), RULES, NOW)).not.toBeNull();
});

test('somebody is asked once after each arrival, and not just after a contact (§5.4a)', () => {
  const facts = arrivedOn(monthly(130));

  expect(chanceToAskAbout(facts, RULES, NOW)).toBeCloseTo((150 / 280) ** 5, 10);
  expect(chanceToAskAbout({ ...facts, driedUpAskedAt: daysAgo(3) }, RULES, NOW)).toBeNull();
  expect(chanceToAskAbout({ ...facts, driedUpAskedAt: daysAgo(131) }, RULES, NOW)).not.toBeNull();
  expect(
    chanceToAskAbout({ ...facts, lastContact: { at: daysAgo(27), kind: 'call' } }, RULES, NOW),
  ).toBeNull();
});

test('the moment that is foretold is the one at which they have dried up (§5.4)', () => {
  fc.assert(
    fc.property(anybody, (facts) => {
      const at = driesUpAt(facts, RULES, NOW);
      if (at === null) return;
      expect(chanceToAskAbout(facts, RULES, new Date(at.getTime() + 1_000))).not.toBeNull();
      expect(chanceToAskAbout(facts, RULES, new Date(at.getTime() - 1_000))).toBeNull();
    }),
  );
});
