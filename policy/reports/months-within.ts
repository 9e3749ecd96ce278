import type { ReportPeriod } from './report-period.ts';
import { monthAfter, monthAt, startOf, type Month } from './whole-months.ts';

/** Months of a practice's calendar from `first` on, `before` not among them, and the moments at which they begin. */
export type MonthsWithin = ReportPeriod & { first: Month; before: Month };

/** The months that lie wholly in a period; null: none does. */
export function monthsWithin({ from, to }: ReportPeriod, zone: string): MonthsWithin | null {
  const begun = monthAt(from, zone);
  const first = startOf(begun, zone) < from ? monthAfter(begun) : begun;
  const before = monthAt(to, zone);
  return first < before ? { first, before, from: startOf(first, zone), to: startOf(before, zone) } : null;
}
