import { HIDDEN, type Figure, type Hidden } from '../../policy/reports/hidden.ts';
import { runChart, type MonthPoint, type RunChart } from '../../policy/reports/run-chart.ts';
import { monthAfter, monthsIn, startOf } from '../../policy/reports/whole-months.ts';
import type { Question } from './report.ts';

/**
 * The whole months of the period that are over, from the first in which there was anything, as a run chart (§5.7a); an
 * absent one was nought. Withheld where any month of it is.
 */
export function seriesOf(
  counts: ReadonlyMap<string, Figure>,
  { tx, practice: { timezone }, period }: Question,
): RunChart | Hidden {
  const ends = Math.min(period.to.getTime(), tx.now.getTime());
  const months = monthsIn(period, timezone).filter(
    (month) =>
      startOf(month, timezone) >= period.from && startOf(monthAfter(month), timezone).getTime() <= ends,
  );
  const points: MonthPoint[] = [];
  for (const month of months) {
    const n = counts.get(month) ?? 0;
    if (n === HIDDEN) return HIDDEN;
    if (points.length > 0 || n > 0) points.push({ month, n });
  }
  return runChart(points);
}
