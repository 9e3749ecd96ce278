const EASTERN = 'America/New_York';
const SECOND_MS = 1_000;
const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** A moment as Postmark's API writes it: seven digits, the offset of the US east coast. */
export function easternStamp(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(EASTERN)
    .toString({ fractionalSecondDigits: 7, timeZoneName: 'never' });
}

/** A moment as Postmark's webhooks write it: seven digits, UTC. */
export function utcStamp(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 7 });
}

/** Reads a date filter; what has no zone is Eastern time, and a last day or second counts whole. Null when unreadable. */
export function readFilterDate(text: string, edge: 'from' | 'to'): number | null {
  try {
    if (DATE_ONLY.test(text)) return wholeDay(text, edge);
    const moment = ZONED.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime(EASTERN).epochMilliseconds;
    return edge === 'from' ? moment : moment + SECOND_MS - 1;
  } catch {
    return null;
  }
}

function wholeDay(text: string, edge: 'from' | 'to'): number {
  const day = Temporal.PlainDate.from(text);
  if (edge === 'from') return day.toZonedDateTime(EASTERN).epochMilliseconds;
  return day.add({ days: 1 }).toZonedDateTime(EASTERN).epochMilliseconds - 1;
}
