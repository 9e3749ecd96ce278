import type { HolidayCalendar } from '../calendar/holidays.ts';
import { startOfDay } from '../calendar/carrier-moment.ts';
import { workingDayOfCalendar } from '../reviews/working-day.ts';

type Calendar = { zone: string; holidays: HolidayCalendar };

/** The first working day of this month (YYYY-MM), as a date: no weekend, no bank holiday (S74a). */
export function firstWorkingDay(month: string, holidays: HolidayCalendar): string {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return workingDayOfCalendar(first, 1, holidays).toString();
}

/** The first moment of that day in the practice's zone. */
export function opensAt(month: string, { zone, holidays }: Calendar): Date {
  return startOfDay(firstWorkingDay(month, holidays), zone);
}
