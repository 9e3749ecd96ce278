import type { SendWindow } from '../../../policy/calendar/send-window.ts';

const MINUTE_MS = 60_000;

/** Looks at the clock on the wall, minute by minute: slow, and too simple to be wrong. */
export function naiveIsOpen(window: SendWindow, zone: string, at: Date, isClosed = never): boolean {
  if (window === 'always') return true;
  const parts = Object.fromEntries(
    wallClock(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const time = `${parts['hour']}:${parts['minute']}`;
  return (
    window.days.some((day) => day === parts['weekday']?.toLowerCase()) &&
    window.from <= time &&
    time <= window.to &&
    !isClosed(`${parts['year']}-${parts['month']}-${parts['day']}`)
  );
}

export function naiveFirst(
  window: SendWindow,
  zone: string,
  from: Date,
  before: Date,
  isClosed = never,
): Date | null {
  for (let at = from.getTime(); at < before.getTime(); at += MINUTE_MS) {
    if (naiveIsOpen(window, zone, new Date(at), isClosed)) return new Date(at);
  }
  return null;
}

export function naiveLast(
  window: SendWindow,
  zone: string,
  from: Date,
  until: Date,
  isClosed = never,
): Date | null {
  for (let at = until.getTime(); at >= from.getTime(); at -= MINUTE_MS) {
    if (naiveIsOpen(window, zone, new Date(at), isClosed)) return new Date(at);
  }
  return null;
}

function never(_date: string): boolean {
  return false;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function wallClock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(zone, made);
  return made;
}
