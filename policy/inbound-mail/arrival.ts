import { HOUR_MS } from '../calendar/units.ts';
/** The carrier tries for half a day to hand a mail over; a date from further back is a clock that is wrong, or a late mail. */
const LONGEST_ON_THE_WAY_MS = 12 * HOUR_MS;

/** When a mail reached the practice: its own date, as far as that can be true, and never later than it came. */
export function arrivalOf(date: string, cameAt: Date): Date {
  const written = Date.parse(date);
  const onTheWay = cameAt.getTime() - written;
  return onTheWay >= 0 && onTheWay <= LONGEST_ON_THE_WAY_MS ? new Date(written) : cameAt;
}
