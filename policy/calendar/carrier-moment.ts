import { isQuietDay, type HolidayCalendar } from './holidays.ts';
import { after, latest } from './instants.ts';
import { firstOpening, type SendWindow } from './send-window.ts';

/** A note is sent at least `notBeforeMs` and less than `limitMs` after its anchor (S16). */
export type CarrierClock = {
  anchor: Date;
  notBeforeMs: number;
  limitMs: number;
  /** Such as the end of the 20 hours between two follow-ups to one client (§5a.3). */
  notEarlierThan?: Date | null;
  now: Date;
  window: SendWindow;
  zone: string;
  holidays: HolidayCalendar;
};

/**
 * When a note that may embed a prompt is sent: the first opening on a day that is not quiet; null where none is left,
 * because a late note is dropped (S16). Notes without a prompt keep the same hours, so that prompts change neither
 * their number nor their time (S13).
 */
export function carrierMoment(clock: CarrierClock): Date | null {
  const { anchor, notEarlierThan, now, window, zone, holidays } = clock;
  const earliest = latest(after(anchor, clock.notBeforeMs), now, notEarlierThan ?? now);
  const limit = after(anchor, clock.limitMs);
  return firstOpening(window, zone, earliest, limit, (date) => isQuietDay(holidays, date));
}

/** The last millisecond of that day in the practice's zone: a date without a time counts from there (S16). */
export function endOfDay(date: string, zone: string): Date {
  const nextDay = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone);
  return new Date(nextDay.epochMilliseconds - 1);
}

/** The first instant of that day in the practice's zone. */
export function startOfDay(date: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}
