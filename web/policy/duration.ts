import { IsoDuration, toMs } from '../../policy/calendar/duration.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../policy/calendar/units.ts';
import type { Words } from '../words/words.ts';

export const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;
type Unit = (typeof UNITS)[number];

const LENGTHS: Readonly<Record<Unit, number>> = {
  days: DAY_MS,
  hours: HOUR_MS,
  minutes: MINUTE_MS,
  seconds: SECOND_MS,
};
const WRITTEN: Readonly<Record<Unit, (count: string) => string>> = {
  days: (count) => `P${count}D`,
  hours: (count) => `PT${count}H`,
  minutes: (count) => `PT${count}M`,
  seconds: (count) => `PT${count}S`,
};
/** "48 hours" is what is promised; only as many days are written as days. */
const IN_HOURS = /^PT\d+H$/;

/** A duration as a number of the largest unit that it is whole in; hours stay hours where they were written so. */
export function countedIn(iso: string): { count: number; unit: Unit } {
  const ms = toMs(iso);
  if (IN_HOURS.test(iso)) return { count: ms / HOUR_MS, unit: 'hours' };
  const unit = UNITS.find((one) => ms % LENGTHS[one] === 0) ?? 'seconds';
  return { count: ms / LENGTHS[unit], unit };
}

/** What was typed as a duration is written so; anything else stays as typed, for validation to name. */
export function durationOf(count: string, unit: string): string {
  const known = UNITS.find((one) => one === unit) ?? 'days';
  return /^\d+$/.test(count.trim()) ? WRITTEN[known](count.trim()) : count;
}

/** "90 days", in the language of the page. */
export function durationInWords(iso: string, { say }: Words): string {
  if (!IsoDuration.safeParse(iso).success) return iso;
  const { count, unit } = countedIn(iso);
  return say(`policy.${unit}`, { count });
}
