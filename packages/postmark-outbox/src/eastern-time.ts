const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^(?<day>\d{4}-\d{2}-\d{2})[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * An instant as Postmark's API writes it: seven digits, the offset of US Eastern time. The rule of that zone stands
 * here (a test holds it against the platform's own), because loading the platform's zones costs 8 MiB.
 */
export function easternStamp(at: number): string {
  const hours = isDaylightSaving(at) ? 4 : 5;
  return `${digits(at - hours * HOUR_MS)}-0${hours}:00`;
}

/** An instant as Postmark's webhooks write it: seven digits, UTC. */
export function utcStamp(at: number): string {
  return `${digits(at)}Z`;
}

/** Reads a date filter; without a zone it is Eastern time, and a last day or second counts whole. Null if unreadable. */
export function readFilterDate(filter: string, edge: 'from' | 'to'): number | null {
  if (DAY.test(filter)) return edge === 'from' ? startOfDay(filter) : startOfDay(filter, 1, -1);
  const { day, time, zone } = DATE_TIME.exec(filter)?.groups ?? {};
  if (day === undefined || time === undefined || startOfDay(day) === null) return null;
  const local = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(local)) return null;
  const at = zone === undefined ? fromEastern(local) : local - offsetMs(zone);
  return edge === 'from' ? at : at + SECOND_MS - 1;
}

function digits(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000');
}

function startOfDay(day: string, daysLater = 0, plusMs = 0): number | null {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  return exists ? fromEastern(midnight + daysLater * 24 * HOUR_MS) + plusMs : null;
}

/** The instant at which a clock in New York shows this; the earlier of two. */
function fromEastern(local: number): number {
  const daylight = local + 4 * HOUR_MS;
  return isDaylightSaving(daylight) ? daylight : local + 5 * HOUR_MS;
}

/** From the second Sunday in March to the first in November, at two in the morning by the clock. */
function isDaylightSaving(at: number): boolean {
  const year = new Date(at).getUTCFullYear();
  return at >= sunday(year, 2, 2) + 7 * HOUR_MS && at < sunday(year, 10, 1) + 6 * HOUR_MS;
}

function sunday(year: number, month: number, nth: number): number {
  const weekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - weekday) % 7) + 7 * (nth - 1));
}

function offsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) + Number(zone.slice(-2)) / 60) * HOUR_MS;
}
