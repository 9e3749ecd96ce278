import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runChart } from '../../../policy/reports/run-chart.ts';
import { timeBetween } from '../../../policy/reports/time-between.ts';

const YEAR = [10, 12, 8, 11, 9, 10, 13, 7, 10, 12, 9, 9];

function chartOf(counts: readonly number[], first = '2025-01') {
  const start = Temporal.PlainYearMonth.from(first);
  return runChart(counts.map((n, months) => ({ month: start.add({ months }).toString(), n })));
}

test('median, mean and limits are those of the first twelve months, however it goes on (§5.7a)', () => {
  const { median, mean, low, high } = chartOf([...YEAR, 100, 0]);

  // By hand: ranges 2 4 3 2 1 3 6 3 2 3 0, their mean 29 / 11, times 2.66 = 7.0127.
  expect([median, mean]).toEqual([10, 10]);
  expect(low).toBeCloseTo(10 - 7.0127, 4);
  expect(high).toBeCloseTo(10 + 7.0127, 4);
  expect(chartOf(YEAR)).toMatchObject({ median: 10, mean: 10, signals: [] });
});

test.each([
  ['a point beyond a limit', [18], [{ rule: 'beyond', month: '2026-01' }]],
  ['a point below the lower limit', [10, 2], [{ rule: 'beyond', month: '2026-02' }]],
  [
    'six on one side, those on the median skipped',
    [11, 10, 12, 11, 10, 11, 12, 11],
    [{ rule: 'shift', month: '2026-01' }],
  ],
  ['five on one side', [11, 12, 11, 12, 11], []],
  ['five rising', [10, 8, 9, 10, 11, 12], [{ rule: 'trend', month: '2026-02' }]],
  ['four rising and one the same', [8, 9, 10, 10, 11], []],
  ['five falling', [12, 11, 10, 9, 8], [{ rule: 'trend', month: '2026-01' }]],
  ['two of three near the limit', [10, 15, 10, 15, 10], [{ rule: 'near', month: '2026-02' }]],
  ['two of four near the limit', [15, 10, 10, 15], []],
  ['one near either limit', [15, 5], []],
])('%s after the first year: %j signals %j', (_, counts, signals) => {
  expect(chartOf([...YEAR, ...counts]).signals).toEqual(signals);
});

test('no signal lies in the twelve months that it would be held against', () => {
  expect(chartOf([1, 2, 3, 4, 5, 6, 50, 50, 50, 50, 50, 50, 15]).signals).toEqual([]);
});

test('a sentence says since when, or that it is nothing', () => {
  expect(chartOf([...YEAR, 10, 11]).sentence).toBe('the usual month-to-month wobble');
  expect(chartOf([...YEAR, 10, 11, 10, 10, 10, 18], '2025-01').sentence).toBe(
    'a real change since June 2026',
  );
  expect(chartOf(YEAR).sentence).toContain('too early to tell');
  expect(chartOf([]).sentence).toContain('too early to tell');
});

test('fewer than four a month have no limits, and no lower limit lies below nought', () => {
  expect(chartOf([3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 40])).toMatchObject({
    low: null,
    high: null,
    signals: [],
  });
  expect(chartOf([0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 0, 8, 1])).toMatchObject({ mean: 4, low: null });
});

test('the last twenty-four months are drawn', () => {
  const chart = chartOf([...Array.from({ length: 10 }, () => 99), ...YEAR, ...YEAR]);

  expect([chart.points.length, chart.mean]).toEqual([24, 10]);
});

test('limits hold the mean between them, and every month of a signal comes after the first year', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 12, maxLength: 24 }), (counts) => {
      const { mean, low, high, signals } = chartOf(counts);

      expect((low ?? 0) <= (mean ?? NaN) && (mean ?? NaN) <= (high ?? Infinity)).toBe(true);
      expect(signals.every(({ month }) => month >= '2026-01')).toBe(true);
      expect(signals.map(({ month }) => month)).toEqual(signals.map(({ month }) => month).toSorted());
    }),
  );
});

test('what is rarer is told by the days between two', () => {
  const at = (day: string) => new Date(`2026-0${day}T00:00:00Z`);

  expect(timeBetween([at('3-01'), at('1-01'), at('1-11')], at('3-11'))).toEqual({
    medianDays: 29.5,
    sinceLastDays: 10,
  });
  expect(timeBetween([], at('3-11'))).toEqual({ medianDays: null, sinceLastDays: null });
});
