import { CLOCKS_DIFFER_MS } from '../policy/calendar/future-dates.ts';
import { z } from 'zod';
import { endOfDay } from '../policy/calendar/carrier-moment.ts';
import { type DayOrder, readDay } from './days.ts';

/** A date, a time or both, as written; an offset only where there is one. */
export const WrittenTime = z.object({
  day: z.string().nullable(),
  time: z.string().nullable(),
  offset: z.string().nullable(),
});
export type WrittenTime = z.infer<typeof WrittenTime>;

/** An instant, and the practice's date at that instant. */
type ReadTime = { at: Date; on: string; hasTime: boolean };

/** The practice's zone and present time. */
export type Wall = { zone: string; now: Date; today: string };

const CLOCK =
  /(?:^|[T,\s]\s*(?:at\s+)?)(\d{1,2})(?:[:.](\d{2})(?::(\d{2}(?:[.,]\d{1,9})?))?)?\s*([ap]\.?m\.?)?/;
/** An offset, and the end of the appointment, which is dropped. */
const REST = /\s*(Z|UTC|GMT|[+-](?:0\d|1[0-4]):?[0-5]\d)?(?:\s*(?:-|–|to|until)\s*\d{1,2}[:.]\d{2}.*)?$/;
const AT_END = new RegExp(CLOCK.source + REST.source, 'i');
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;
const YEARS_AHEAD = 20;
const NOON = 12;

/** Parses a date, a time or both, as exports write them; null where it is none of these. */
export function readWrittenTime(text: string, order: DayOrder): WrittenTime | null {
  const plain = text.replace(WEEKDAY, '').trim();
  const whole = readDay(plain, order, YEARS_AHEAD);
  if (whole) return { day: whole, time: null, offset: null };
  const found = AT_END.exec(plain);
  const time = found && timeOf(found);
  if (!found || !time) return null;
  const before = plain.slice(0, found.index).trim();
  const day = before === '' ? null : readDay(before, order, YEARS_AHEAD);
  if (before !== '' && !day) return null;
  return { day, time, offset: offsetOf(found[5], before) };
}

/**
 * The instant that several cells give together: in the practice's zone where no offset is written; a day without a time
 * counts from its end (S16); null where no cell has a day.
 */
export function instantOf(cells: readonly (WrittenTime | undefined)[], zone: string): ReadTime | null {
  const written = cells.flatMap((cell) => cell ?? []);
  const day = written.find((cell) => cell.day !== null)?.day;
  if (!day) return null;
  const timed = written.find((cell) => cell.time !== null);
  if (!timed) return { at: endOfDay(day, zone), on: day, hasTime: false };
  const local = Temporal.PlainDateTime.from(`${day}T${timed.time}`);
  const instant = timed.offset
    ? Temporal.Instant.from(`${local.toString()}${timed.offset}`)
    : local.toZonedDateTime(zone).toInstant();
  const on = instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  return { at: new Date(instant.epochMilliseconds), on, hasTime: true };
}

/** Whether it lies in the future; a day without a time may be today. */
export function isAhead({ at, on, hasTime }: ReadTime, { now, today }: Wall): boolean {
  return hasTime ? at.getTime() > now.getTime() + CLOCKS_DIFFER_MS : on > today;
}

/** Hours alone are a time of day only with a.m. or p.m. beside them. */
function timeOf([, hours = '', minutes, seconds = '00', half]: RegExpExecArray): string | null {
  if (minutes === undefined && half === undefined) return null;
  const figure = Number(hours);
  const isHour = half === undefined ? figure < 24 : figure >= 1 && figure <= NOON;
  if (!isHour || Number(minutes ?? 0) > 59 || Number(seconds.slice(0, 2)) > 59) return null;
  const hour = half === undefined ? figure : (figure % NOON) + (/^p/i.test(half) ? NOON : 0);
  return [String(hour).padStart(2, '0'), minutes ?? '00', seconds.replace(',', '.')].join(':');
}

/** Only a day that is written year first is followed by figures of an offset; after any other, "10:00-11:00" is from and to. */
function offsetOf(text: string | undefined, day: string): string | null {
  if (!text) return null;
  if (!/^[+-]/.test(text)) return 'Z';
  return /^\d{4}/.test(day) ? text.replace(/^(...):?(..)$/, '$1:$2') : null;
}
