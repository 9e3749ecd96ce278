import { DAY_MS } from '../../policy/calendar/units.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';
import type { Question } from './report.ts';

/** The moment whose state is asked for: the end of the period, or now if that is earlier. */
export function asOf({ tx, period }: Question): Date {
  return period.to < tx.now ? period.to : tx.now;
}

/** The time from so many days before a moment until so many before it. */
export function daysBefore(until: Date, from: number, to = 0): ReportPeriod {
  const before = (days: number): Date => new Date(until.getTime() - days * DAY_MS);
  return { from: before(from), to: before(to) };
}
