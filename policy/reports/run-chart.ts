import { median } from './quantile.ts';
import { signalsOf, type Signal } from './run-chart-signals.ts';

/** So many months are drawn at most, and the first so many of them are what the rest is held against. */
const RUN_CHART_MONTHS = 24;
const BASELINE = 12;
/** Of a rarer event the month-to-month ranges say nothing. */
const FEWEST_A_MONTH = 4;
/** Individuals chart: mean ± 2.66 × the mean moving range (3 standard deviations, by 3 / 1.128). */
const LIMIT = 2.66;

/** `month` is YYYY-MM. */
export type MonthPoint = { month: string; n: number };

/** Median, mean and limits are those of the first twelve months and stay; null while there are fewer. */
export type RunChart = {
  points: MonthPoint[];
  median: number | null;
  mean: number | null;
  low: number | null;
  high: number | null;
  signals: Signal[];
  sentence: string;
};

const TOO_EARLY = 'too early to tell: it takes more than twelve months';
const WOBBLE = 'the usual month-to-month wobble';

/**
 * Change over time (§5.7a) of months in their order, none left out: the last 24 of them. Limits only from four a month,
 * and none below nought. The sentence says which month the earliest signal began in.
 */
export function runChart(months: readonly MonthPoint[]): RunChart {
  const points = months.slice(-RUN_CHART_MONTHS);
  const first = points.slice(0, BASELINE).map(({ n }) => n);
  const middle = median(first);
  if (first.length < BASELINE || middle === null) {
    return { points, median: null, mean: null, low: null, high: null, signals: [], sentence: TOO_EARLY };
  }
  const mean = first.reduce((sum, n) => sum + n, 0) / BASELINE;
  const ranges = first.slice(1).map((n, index) => Math.abs(n - (first[index] ?? n)));
  const reach = (LIMIT * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length;
  const hasLimits = mean >= FEWEST_A_MONTH;
  const high = hasLimits ? mean + reach : null;
  const low = hasLimits && mean - reach >= 0 ? mean - reach : null;
  const signals = signalsOf(points.slice(BASELINE), { median: middle, mean, low, high });
  return { points, median: middle, mean, low, high, signals, sentence: sentenceOf(points.length, signals) };
}

function sentenceOf(months: number, [earliest]: readonly Signal[]): string {
  if (months <= BASELINE) return TOO_EARLY;
  if (!earliest) return WOBBLE;
  const month = Temporal.PlainYearMonth.from(earliest.month);
  const name = month.toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'long', year: 'numeric' });
  return `a real change since ${name}`;
}
