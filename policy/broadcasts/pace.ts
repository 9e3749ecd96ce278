import { startOfDay } from '../calendar/carrier-moment.ts';
import { isQuietDay, type HolidayCalendar } from '../calendar/holidays.ts';
import { firstOpening, type SendWindow } from '../calendar/send-window.ts';
import { DAY_MS } from '../calendar/units.ts';

/** `perDay`: e-mails of all broadcasts together, on a calendar day of the practice's zone. */
export type Pace = { perDay: number; window: SendWindow; zone: string; holidays: HolidayCalendar };

/** A year without any opening is no window at all. */
const LOOK_AHEAD_DAYS = 370;

/** The practice's calendar day at this instant, YYYY-MM-DD. */
export function dayOf(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/**
 * When the next e-mail may leave, after `taken` have left today: as soon as the window is open and the day has room, never
 * on a day without a window, nor on one on which prompts rest (§4.2), because nobody is there to answer. Null: no day in
 * the coming year has a window.
 */
export function nextPlace({ perDay, ...hours }: Pace, taken: number, now: Date): Date | null {
  const from = taken < perDay ? now : startOfNextDay(now, hours.zone);
  return opening(hours, from, new Date(now.getTime() + LOOK_AHEAD_DAYS * DAY_MS));
}

/** How many of the next may leave now: what the day has room for while its window is open, and `most` together. */
export function mayLeaveNow(pace: Pace, taken: number, now: Date, most: number): number {
  const place = nextPlace(pace, taken, now);
  return place !== null && place <= now ? Math.min(pace.perDay - taken, most) : 0;
}

/** The first moment at which each of so many e-mails could leave, in their order, if nothing else is sent. */
export function places(pace: Pace, taken: number, now: Date, count: number): Date[] {
  const found: Date[] = [];
  let [from, used] = [now, taken];
  while (found.length < count) {
    const place = nextPlace(pace, used, from);
    if (place === null) return found;
    const isSameDay = dayOf(place, pace.zone) === dayOf(from, pace.zone);
    const room = Math.min(pace.perDay - (isSameDay ? used : 0), count - found.length);
    found.push(...Array.from({ length: room }, () => place));
    [from, used] = [startOfNextDay(place, pace.zone), 0];
  }
  return found;
}

/** On how many days of the practice's calendar so many e-mails would leave. */
export function daysNeeded(pace: Pace, taken: number, now: Date, count: number): number {
  return new Set(places(pace, taken, now, count).map((place) => dayOf(place, pace.zone))).size;
}

function opening({ window, zone, holidays }: Omit<Pace, 'perDay'>, from: Date, before: Date): Date | null {
  return firstOpening(window, zone, from, before, (date) => isQuietDay(holidays, date));
}

function startOfNextDay(at: Date, zone: string): Date {
  const tomorrow = Temporal.PlainDate.from(dayOf(at, zone)).add({ days: 1 });
  return startOfDay(tomorrow.toString(), zone);
}
