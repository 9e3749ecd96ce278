import { DAY_MS } from '../calendar/units.ts';
import { median } from './quantile.ts';

/** Days between two arrivals, in the middle and at the latest; null where there were none. */
export type TimeBetween = { medianDays: number | null; sinceLastDays: number | null };

/**
 * The time between arrivals, for what comes too rarely for a run chart's limits (§5.7a): elapsed days, fractions kept.
 */
export function timeBetween(arrivals: readonly Date[], now: Date): TimeBetween {
  const times = arrivals.map((arrival) => arrival.getTime()).toSorted((one, other) => one - other);
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / DAY_MS);
  const last = times.at(-1);
  return {
    medianDays: median(gaps),
    sinceLastDays: last === undefined ? null : (now.getTime() - last) / DAY_MS,
  };
}
