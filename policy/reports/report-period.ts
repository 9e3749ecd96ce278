import { DAY_MS } from '../calendar/units.ts';

const YEAR_MS = 365 * DAY_MS;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The time that a report is about: `from` is in it, `to` is not. */
export type ReportPeriod = { from: Date; to: Date };

/**
 * The period that was asked for, the last twelve months unless said otherwise. A date is its first moment in the
 * practice's zone. Null: it ends before it begins.
 */
export function reportPeriod(
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: Date,
): ReportPeriod | null {
  const to = asked.to === undefined ? now : momentOf(asked.to, zone);
  const from = asked.from === undefined ? new Date(to.getTime() - YEAR_MS) : momentOf(asked.from, zone);
  return from < to ? { from, to } : null;
}

/** As long, and over when this one begins. */
export function periodBefore({ from, to }: ReportPeriod): ReportPeriod {
  return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
}

function momentOf(text: string, zone: string): Date {
  if (!DATE.test(text)) return new Date(text);
  return new Date(Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds);
}
