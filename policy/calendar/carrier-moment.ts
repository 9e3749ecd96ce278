import { isQuietDay, type HolidayCalendar } from './holidays.ts';
import { after, latest } from './instants.ts';
import { firstOpening, type SendWindow } from './send-window.ts';

/** A carrier goes `notBeforeMs` after its anchor at the earliest, and before `limitMs` after it are over (S16). */
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
 * The one moment at which a mail that may carry a prompt goes: the first opening on a day that is not quiet; null
 * when none is left, for what is too late is dropped and never sent late (S16). A mail without a prompt keeps the
 * same hours, so that prompts change neither the number of mails nor their time (S13).
 */
export function carrierMoment(clock: CarrierClock): Date | null {
  const { anchor, notEarlierThan, now, window, zone, holidays } = clock;
  const earliest = latest(after(anchor, clock.notBeforeMs), now, notEarlierThan ?? now);
  const limit = after(anchor, clock.limitMs);
  return firstOpening(window, zone, earliest, limit, (date) => isQuietDay(holidays, date));
}

/** The last millisecond of that day on the practice's wall: a date without a time counts from there (S16). */
export function endOfDay(date: string, zone: string): Date {
  const nextDay = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone);
  return new Date(nextDay.epochMilliseconds - 1);
}

/** The first moment of that day on the practice's wall. */
export function startOfDay(date: string, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}
