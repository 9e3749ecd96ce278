import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import { dayAfter, periodBefore, periodWith } from './review-period.ts';
import type { ReviewKind } from './review-terms.ts';
import { workingDay, workingDayOfCalendar, type Closed } from './working-day.ts';

type Settings = Pick<PracticePolicy, 'reviews' | 'sendWindows'>;

/** The months in which a review of this kind falls due. */
const DUE_IN: Readonly<Record<ReviewKind, readonly number[]>> = {
  monthly: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  quarterly: [1, 4, 7, 10],
};

/** The practice's holidays; where mail may always leave, weekends only. */
export function holidaysOf({ sendWindows }: Pick<Settings, 'sendWindows'>): HolidayCalendar {
  return sendWindows === 'always' ? 'none' : sendWindows.holidays;
}

/** The moment at which a period's review is due, by the practice's wall: the n-th working day after it, at its hour (§4.4). */
export function reviewDueAt(
  kind: ReviewKind,
  period: string,
  { reviews, zone, closed }: { reviews: Settings['reviews']; zone: string; closed: Closed },
): Date {
  const { workingDay: nth, hour } = reviews[kind];
  return at(workingDay(dayAfter(kind, period), nth, closed), hour, zone);
}

/**
 * When it is looked at whether the review is due: the moment it would be due with everybody there, and after that each
 * day of the calendar, because somebody may come back who was to be away.
 */
export function nextLookAt(
  kind: ReviewKind,
  period: string,
  { settings, zone, now }: { settings: Settings; zone: string; now: Date },
): Date {
  const { workingDay: nth, hour } = settings.reviews[kind];
  const holidays = holidaysOf(settings);
  const first = workingDayOfCalendar(dayAfter(kind, period), nth, holidays);
  if (at(first, hour, zone) > now) return at(first, hour, zone);
  const today = dayOf(now, zone);
  const later = workingDayOfCalendar(today, 1, holidays);
  if (at(later, hour, zone) > now) return at(later, hour, zone);
  return at(workingDayOfCalendar(today.add({ days: 1 }), 1, holidays), hour, zone);
}

/**
 * The first period that a practice reviews: the one whose review falls into this month, also where its moment has
 * passed; of the quarters, in the other months, the one that runs.
 */
export function firstPeriod(kind: ReviewKind, now: Date, zone: string): string {
  const today = dayOf(now, zone);
  const running = periodWith(kind, today);
  return DUE_IN[kind].includes(today.month) ? periodBefore(kind, running) : running;
}

/** Whether this period is over on the practice's calendar. */
export function isOver(
  kind: ReviewKind,
  period: string,
  { zone, now }: { zone: string; now: Date },
): boolean {
  return Temporal.PlainDate.compare(dayAfter(kind, period), dayOf(now, zone)) <= 0;
}

function dayOf(now: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** Where the clocks skip that hour it is the one after, where they show it twice the first. */
function at(day: Temporal.PlainDate, hour: number, timeZone: string): Date {
  return new Date(day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds);
}
