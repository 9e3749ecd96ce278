import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { median, quantile } from '../../../policy/reports/quantile.ts';

/** PostgreSQL 18: select percentile_cont(share) within group (order by value). */
test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[10, 1, 4], 0.9, 8.8],
  [[3, 1, 2, 10], 0.25, 1.75],
  [[7], 0.9, 7],
])('of %j the quantile %d is %d, in a straight line between two values (§5.1)', (values, share, expected) => {
  expect(quantile(values, share)).toBeCloseTo(expected, 12);
});

test('of no values there is none', () => {
  expect(median([])).toBeNull();
});

test('a greater share never has a smaller quantile, from the least to the greatest value', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1, maxLength: 30 }),
      share,
      share,
      (values, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];

        expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high) ?? NaN);
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
      },
    ),
  );
});
