export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const NOON = 12;

/**
 * The zone of the practices in tests, in which it is about noon whenever they run: staff are there, midnight is eleven
 * hours away, and no clock is ever put forward or back.
 */
export const ZONE = zoneAtNoon(new Date());

/** The date on the practice's wall, so many days from today. */
export function today(days = 0): string {
  return Temporal.Now.plainDateISO(ZONE).add({ days }).toString();
}

export function dayAgo(days: number): string {
  return today(-days);
}

/** This time of day, so many days ago. */
export function daysAgo(days: number): string {
  return fromNow(-days * DAY_MS);
}

export function minutesFromNow(minutes: number): string {
  return fromNow(minutes * MINUTE_MS);
}

export function thisYear(): number {
  return Temporal.Now.plainDateISO(ZONE).year;
}

function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

/** POSIX writes what lies east of Greenwich with a minus. */
function zoneAtNoon(now: Date): string {
  const west = now.getUTCHours() - NOON;
  return `Etc/GMT${west < 0 ? '' : '+'}${west}`;
}
