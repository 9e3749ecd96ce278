const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** "48 hours" is what the practice promises; a week is "7 days". */
const HOURS_UP_TO_MS = 72 * HOUR_MS;

/** A duration as people say it: "24 hours", "7 days". */
export function inWords(ms: number): string {
  if (ms % DAY_MS === 0 && ms > HOURS_UP_TO_MS) return count(ms / DAY_MS, 'day');
  if (ms >= HOUR_MS) return count(ms / HOUR_MS, 'hour');
  return ms >= MINUTE_MS ? count(ms / MINUTE_MS, 'minute') : count(ms / SECOND_MS, 'second');
}

function count(units: number, unit: string): string {
  const rounded = Math.round(units * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
