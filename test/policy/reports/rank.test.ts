import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { rateOf } from '../../../policy/reports/rate.ts';
import { ranksOf } from '../../../policy/reports/rank.ts';

test('rows that overlap, directly or through another, share a rank; after them the rank is one more than are better (§5.7)', () => {
  const rows = [
    { low: 0.1, high: 0.2 },
    null,
    { low: 0.5, high: 0.7 },
    { low: 0.6, high: 0.9 },
    { low: 0.4, high: 0.5 },
    { low: 0.15, high: 0.3 },
  ];

  expect(ranksOf(rows)).toEqual([4, null, 1, 1, 1, 4]);
});

test('where all overlap there is no clear difference and no rank', () => {
  expect(ranksOf([rateOf(3, 20), rateOf(4, 20), rateOf(0, 0)])).toEqual([null, null, null]);
  expect(ranksOf([rateOf(3, 20)])).toEqual([null]);
});

test('two rows have different ranks only if their intervals lie apart, and the higher one has the better', () => {
  const ends = fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 6 }));
  fc.assert(
    fc.property(fc.array(ends, { maxLength: 12 }), (pairs) => {
      const rows = pairs.map(([low, width]) => ({ low, high: low + width }));
      const ranks = ranksOf(rows);

      for (const [one, first] of rows.entries()) {
        for (const [other, second] of rows.entries()) {
          const [rank, than] = [ranks[one] ?? 0, ranks[other] ?? 0];
          if (rank !== than)
            expect(rank < than ? first.low > second.high : second.low > first.high).toBe(true);
        }
      }
    }),
  );
});
