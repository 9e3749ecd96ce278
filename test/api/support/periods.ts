import { ZONE } from '../../support/clock.ts';

/** The last months that are over on the wall of the practices in tests, the earliest first. */
export function periodsBefore(count: number): string[] {
  const month = Temporal.Now.plainDateISO(ZONE).toPlainYearMonth();
  return Array.from({ length: count }, (_, index) => month.subtract({ months: count - index }).toString());
}

export function lastMonth(): string {
  return periodsBefore(1)[0] ?? '';
}
