import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { laddered, ladderedMean, ladderedRate } from '../../../policy/reports/rounding-ladder.ts';

test.each([
  [0, 0],
  [1, null],
  [7, null],
  [8, 10],
  [12, 10],
  [13, 15],
  [102, 100],
])('outside the house %i is shown as %j (§5.7)', (count, shown) => {
  expect(laddered(count)).toBe(shown);
});

test('means are of eight or more, and percentages of rounded figures', () => {
  expect([ladderedMean(71.5, 7), ladderedMean(71.5, 8)]).toEqual([null, 71.5]);
  expect(ladderedRate(12, 33)).toEqual({ k: 10, n: 35, rate: 10 / 35 });
  expect([ladderedRate(3, 33), ladderedRate(0, 33), ladderedRate(0, 0)]).toEqual([
    null,
    { k: 0, n: 35, rate: 0 },
    null,
  ]);
});

test('what is shown is nought or a multiple of five from ten on, never more than two away, and a rate never above one', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), (k, more) => {
      const shown = laddered(k);
      if (shown !== null)
        expect([shown % 5, Math.abs(shown - k) <= 2, shown === 0 || shown >= 10]).toEqual([0, true, true]);
      expect(ladderedRate(k, k + more)?.rate ?? 0).toBeLessThanOrEqual(1);
    }),
  );
});
