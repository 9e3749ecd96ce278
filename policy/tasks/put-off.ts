import type { HolidayCalendar } from '../calendar/holidays.ts';
import { dateInWords } from '../manual/in-words.ts';
import { workingDayOfCalendar } from '../reviews/working-day.ts';

const MORNING_HOUR = 9;

/** Where nobody says until when: nine o'clock of the next working day, by the practice's wall. */
export function nextWorkingMorning(now: Date, zone: string, holidays: HolidayCalendar): Date {
  const tomorrow = dayOf(now, zone).add({ days: 1 });
  const day = workingDayOfCalendar(tomorrow, 1, holidays);
  const morning = day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_HOUR } });
  return new Date(morning.epochMilliseconds);
}

type Due = { dueAt: Date; goesByItself: boolean };

/** Why a promise cannot be put off past its deadline, and what can be done instead. */
export function whyNotLater({ dueAt, goesByItself }: Due, now: Date, zone: string): string {
  const isOver = dueAt < now;
  const instead = goesByItself
    ? 'Give it to somebody, or let the safe text go by itself.'
    : 'Give it to somebody.';
  return `This one ${isOver ? 'was' : 'is'} due ${inWords(dueAt, now, zone)}. ${instead}`;
}

/** "today at 14:10", "on 3 December 2026 at 9:00". */
function inWords(at: Date, now: Date, zone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const time = `${here.hour}:${String(here.minute).padStart(2, '0')}`;
  const days = here.toPlainDate().since(dayOf(now, zone)).total('days');
  const near = new Map([
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
  ]).get(days);
  return `${near ?? `on ${dateInWords(here.toPlainDate().toString())}`} at ${time}`;
}

function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}
