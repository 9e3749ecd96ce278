import { endOfDay, startOfDay } from './carrier-moment.ts';

/** A date of the practice's calendar and the instants it stands for, in epoch milliseconds. */
export type CalendarDay = { date: string; weekBefore: number; startsAt: number; endsAt: number };

export type Calendar = (date: string) => CalendarDay;

/** Turns dates into days of this zone; each date is worked out once. */
export function calendarIn(zone: string): Calendar {
  const known = new Map<string, CalendarDay>();
  return (date) => {
    const day = known.get(date) ?? calendarDay(date, zone);
    known.set(date, day);
    return day;
  };
}

export function calendarDay(date: string, zone: string): CalendarDay {
  const weekBefore = Temporal.PlainDate.from(date).subtract({ days: 7 }).toString();
  return {
    date,
    weekBefore: startOfDay(weekBefore, zone).getTime(),
    startsAt: startOfDay(date, zone).getTime(),
    endsAt: endOfDay(date, zone).getTime(),
  };
}

/** The date at this instant, YYYY-MM-DD. */
export function dateAt(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}
