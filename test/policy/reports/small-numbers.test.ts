import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hideSmall, isSmall } from '../../../policy/reports/small-numbers.ts';

test.each<[number[], (number | null)[]]>([
  [
    [12, 7, 0],
    [12, 7, 0],
  ],
  [
    [12, 3, 7],
    [12, null, null],
  ],
  [
    [12, 3, 0],
    [null, null, 0],
  ],
  [
    [20, 4, 4],
    [20, null, null],
  ],
  [
    [20, 1, 1],
    [null, null, null],
  ],
  [[3], [null]],
  [
    [0, 0],
    [0, 0],
  ],
  [[5], [5]],
])('of %j is shown %j (§5.7)', (counts, shown) => {
  expect(hideSmall(counts)).toEqual(shown);
});

test('no count of one to four is shown, and with the sum known none can be worked out', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 8 }), (counts) => {
      const shown = hideSmall(counts);
      const hidden = counts.filter((_, index) => shown[index] === null);
      const visible = shown.filter((count) => count !== null);
      expect(visible.every((count) => count === 0 || count >= 5)).toBe(true);
      expect(shown.every((count, index) => count === null || count === counts[index])).toBe(true);
      // A sum of one to four is hidden by whoever publishes it, and with it everything it is made of.
      const sum = counts.reduce((total, count) => total + count, 0);
      const hiddenSum = hidden.reduce((total, count) => total + count, 0);
      if (isSmall(sum)) expect(hiddenSum).toBe(sum);
      else if (hidden.length > 0) expect([hidden.length > 1, hiddenSum >= 5]).toEqual([true, true]);
    }),
  );
});
