import { WORKS_HERE } from '../access/routes.ts';
import { isHoliday, type HolidayCalendar } from '../calendar/holidays.ts';
import type { Away, StaffMember } from '../practice/duty.ts';

/** Which days of a practice are none on which it works. */
export type Closed = {
  holidays: HolidayCalendar;
  staff: readonly Pick<StaffMember, 'id' | 'roles' | 'active'>[];
  away: readonly Away[];
};

const SATURDAY = 6;
/** A practice that is closed for longer than a quarter is not waited for. */
const LONGEST_CLOSED_DAYS = 92;

/**
 * The `nth` working day (from 1) on or after this day: no weekend, no bank holiday, and no day on which everybody with
 * a working role is absent (§4.4). Where nobody is there for a quarter, absences no longer count.
 */
export function workingDay(from: Temporal.PlainDate, nth: number, closed: Closed): Temporal.PlainDate {
  return (
    find(from, nth, (day) => isDayOff(day, closed.holidays) || isEverybodyAway(day, closed)) ??
    workingDayOfCalendar(from, nth, closed.holidays)
  );
}

/** The same without a look at who is there: never later than `workingDay`. */
export function workingDayOfCalendar(
  from: Temporal.PlainDate,
  nth: number,
  holidays: HolidayCalendar,
): Temporal.PlainDate {
  return find(from, nth, (day) => isDayOff(day, holidays)) ?? from;
}

function find(
  from: Temporal.PlainDate,
  nth: number,
  isClosed: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | null {
  let left = nth;
  for (let days = 0; days < LONGEST_CLOSED_DAYS; days += 1) {
    const day = from.add({ days });
    if (isClosed(day)) continue;
    left -= 1;
    if (left === 0) return day;
  }
  return null;
}

function isDayOff(day: Temporal.PlainDate, holidays: HolidayCalendar): boolean {
  return day.dayOfWeek >= SATURDAY || isHoliday(holidays, day.toString());
}

/** A cover does not count: they work elsewhere, or are on this list themselves. */
function isEverybodyAway(day: Temporal.PlainDate, { staff, away }: Closed): boolean {
  const date = day.toString();
  const working = staff.filter(
    ({ active, roles }) => active && roles.some((role) => WORKS_HERE.includes(role)),
  );
  return (
    working.length > 0 &&
    working.every(({ id }) =>
      away.some(({ staffId, from, to }) => staffId === id && from <= date && date <= to),
    )
  );
}
