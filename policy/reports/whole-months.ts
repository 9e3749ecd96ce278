import type { ReportPeriod } from './report-period.ts';

/** A month of the practice's calendar, YYYY-MM. */
export type Month = string;

/** The months of this period, in order; one that it only touches is in it as a whole. */
export function monthsIn({ from, to }: ReportPeriod, zone: string): Month[] {
  return monthsFrom(monthAt(from, zone), monthAt(new Date(to.getTime() - 1), zone));
}

/** From one month to another, both among them. */
function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

/** The instants between which these months lie, or null of none. */
export function periodOf(months: readonly Month[], zone: string): ReportPeriod | null {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: startOf(first, zone), to: startOf(monthAfter(last), zone) };
}

/** The last whole months that had ended at this instant, in order. */
export function monthsBefore(at: Date, zone: string, count: number): Month[] {
  const running = Temporal.PlainYearMonth.from(monthAt(at, zone));
  return Array.from({ length: count }, (_, index) => running.subtract({ months: count - index }).toString());
}

export function monthAt(at: Date, zone: string): Month {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
}

export function monthAfter(month: Month): Month {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}

/** The first instant of a month. */
export function startOf(month: Month, zone: string): Date {
  return new Date(
    Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toZonedDateTime(zone).epochMilliseconds,
  );
}
