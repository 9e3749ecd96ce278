import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chanceOfSilence, firstDayBelow, quietStateOf } from '../../../policy/reports/silence.ts';

const SETTINGS = { watch: 0.1, dried: 0.05, minGapDays: 28 };

test.each([
  [5, 150, 88, 124],
  [11, 330, 77, 104],
  [3, 90, 104, 155],
])('with %i intervals in %i days a source is watched on day %i and dried up on day %i (§5.4)', (...row) => {
  const [intervals, spanDays, watched, dried] = row;
  const on = (gapDays: number) => quietStateOf({ intervals, spanDays, gapDays }, SETTINGS);

  expect([firstDayBelow({ intervals, spanDays }, 0.1), firstDayBelow({ intervals, spanDays }, 0.05)]).toEqual(
    [watched, dried],
  );
  expect([on(watched - 1), on(watched), on(dried - 1), on(dried)]).toEqual([null, 'watch', 'watch', 'dried']);
});

test('with fewer than three intervals nobody knows a rhythm: dormant on day 180', () => {
  const on = (gapDays: number) => quietStateOf({ intervals: 2, spanDays: 3, gapDays }, SETTINGS);

  expect([on(179.9), on(180)]).toEqual([null, 'dormant']);
  expect(chanceOfSilence({ intervals: 2, spanDays: 3, gapDays: 400 })).toBeNull();
});

test('nothing is said before the shortest gap, nor of what came all at once (§5.4a)', () => {
  expect(quietStateOf({ intervals: 9, spanDays: 9, gapDays: 27.9 }, SETTINGS)).toBeNull();
  expect(quietStateOf({ intervals: 9, spanDays: 9, gapDays: 28 }, SETTINGS)).toBe('dried');
  expect(quietStateOf({ intervals: 9, spanDays: 0, gapDays: 400 }, SETTINGS)).toBeNull();
});

test('the longer the silence the less probable, from one towards nought', () => {
  const days = fc.double({ min: 0.01, max: 700, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 60 }), days, days, days, (intervals, spanDays, gap, more) => {
      const [soon, late] = [gap, gap + more].map((gapDays) =>
        chanceOfSilence({ intervals, spanDays, gapDays }),
      );

      expect(soon).toBeLessThanOrEqual(1);
      expect(late).toBeLessThanOrEqual(soon ?? NaN);
      expect(late).toBeGreaterThanOrEqual(0);
    }),
  );
});
