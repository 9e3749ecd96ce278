import { toMs } from '../calendar/duration.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/units.ts';

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', SECOND_MS],
] as const;
/** "48 hours" is what is promised; beyond three days whole days are days. */
const HOURS_UP_TO_MS = 72 * HOUR_MS;
const PARTS =
  /^P(?:(?<week>\d+)W|(?:(?<day>\d+)D)?(?:T(?:(?<hour>\d+)H)?(?:(?<minute>\d+)M)?(?:(?<second>[\d.]+)S)?)?)$/;

/** A length of time in milliseconds, to the second: "44 hours", "7 days", "1 hour and 30 minutes". */
export function msInWords(ms: number): string {
  const units = ms > HOURS_UP_TO_MS ? UNITS : UNITS.slice(1);
  let left = Math.round(ms / SECOND_MS) * SECOND_MS;
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? [counted(count, unit)] : [];
  });
  return parts.length > 0 ? listInWords(parts) : ms > 0 ? 'less than a second' : 'at once';
}

/** A setting's duration in the units in which it was written: "120 days", "PT48H" is "48 hours". Throws for anything else. */
export function durationInWords(iso: string): string {
  const written = Object.entries(PARTS.exec(iso)?.groups ?? {}).flatMap(([unit, count]) =>
    count !== undefined && Number(count) > 0 ? [counted(Number(count), unit)] : [],
  );
  return written.length > 0 ? listInWords(written) : msInWords(toMs(iso));
}

export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** "one", "one and two", "one, two and three". */
export function listInWords(items: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? 'nobody';
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} ${joint} ${last}` : last;
}

/** "14 December 2026". */
export function dateInWords(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Monday 14 December 2026". */
export function weekdayInWords(date: string): string {
  const weekday = Temporal.PlainDate.from(date).toLocaleString('en-GB', { weekday: 'long' });
  return `${weekday} ${dateInWords(date)}`;
}

/** "goal_reached" is "goal reached", "remindAt" is "remind at". */
export function plainly(code: string): string {
  return code.replaceAll('_', ' ').replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** A share of one. */
export function percentInWords(share: number): string {
  return `${Number((share * 100).toPrecision(12))} %`;
}

/** An amount in pence or cents, as the practice writes money. */
export function moneyInWords(
  minor: number,
  { locale, currency }: { locale: string; currency: string },
): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
