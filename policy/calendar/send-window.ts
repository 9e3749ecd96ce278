import { DAY_MS, MINUTE_MS } from './units.ts';
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** When mail may be sent, in the practice's local time (§4.2): `from` and `to` are HH:MM, inclusive. */
export type SendWindow = 'always' | { days: readonly Weekday[]; from: string; to: string };

/**
 * Days (YYYY-MM-DD, local) on which the window stays closed. A window that is `always` open ignores them: a
 * demonstration plays a quarter in a minute.
 */
type IsClosed = (date: string) => boolean;

type Hours = { window: SendWindow; zone: string; isClosed: IsClosed };

/** Instants in milliseconds, both inside. */
type Opening = { open: number; close: number };

/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = WEEKDAYS.indexOf('thu');

/** Whether the window is open at this instant. */
export function isOpen(window: SendWindow, zone: string, at: Date, isClosed: IsClosed = never): boolean {
  return !openings({ window, zone, isClosed }, at.getTime(), at.getTime()).next().done;
}

/** The earliest instant of the window with `from` ≤ instant < `before`. */
export function firstOpening(
  window: SendWindow,
  zone: string,
  from: Date,
  before: Date,
  isClosed: IsClosed = never,
): Date | null {
  const [first] = openings({ window, zone, isClosed }, from.getTime(), before.getTime() - 1);
  return first ? new Date(first.open) : null;
}

/** The latest instant of the window with `from` ≤ instant ≤ `until`; closing time itself still counts. */
export function lastOpening(
  window: SendWindow,
  zone: string,
  from: Date,
  until: Date,
  isClosed: IsClosed = never,
): Date | null {
  const last = [...openings({ window, zone, isClosed }, from.getTime(), until.getTime())].at(-1);
  return last ? new Date(last.close) : null;
}

/** Every interval of [from, until] in which local time is inside the window, in order. */
function* openings({ window, zone, isClosed }: Hours, from: number, until: number): Generator<Opening, void> {
  if (from > until) return;
  if (window === 'always') return yield { open: from, close: until };
  for (const { open: start, close: end, offset } of stretchesOfOneOffset(zone, from, until)) {
    for (const { open, close } of onTheWall(window, start + offset, end + offset))
      if (!isClosed(dateOf(open))) yield { open: open - offset, close: close - offset };
  }
}

/** Splits [from, until] at offset changes, so that each part has one UTC offset. */
function* stretchesOfOneOffset(
  zone: string,
  from: number,
  until: number,
): Generator<Opening & { offset: number }, void> {
  let open = from;
  while (open <= until) {
    const here = Temporal.Instant.fromEpochMilliseconds(open).toZonedDateTimeISO(zone);
    const change = here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
    const close = Math.min(change - 1, until);
    yield { open, close, offset: here.offsetNanoseconds / 1_000_000 };
    open = close + 1;
  }
}

function* onTheWall(
  window: Exclude<SendWindow, 'always'>,
  from: number,
  until: number,
): Generator<Opening, void> {
  const [opens, closes] = [minutesOf(window.from) * MINUTE_MS, minutesOf(window.to) * MINUTE_MS];
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS <= until; day += 1) {
    if (!window.days.includes(weekdayOf(day))) continue;
    const open = Math.max(from, day * DAY_MS + opens);
    const close = Math.min(until, day * DAY_MS + closes);
    if (open <= close) yield { open, close };
  }
}

/** Local time in milliseconds, as a date. */
function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function never(): boolean {
  return false;
}

function weekdayOf(day: number): Weekday {
  const index = (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 'mon';
}

/** Minutes since midnight of HH:MM. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
