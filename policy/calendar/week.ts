/** The Monday of this instant's week, in the practice's zone. */
export function mondayOf(now: Date, zone: string): Temporal.PlainDate {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return today.subtract({ days: today.dayOfWeek - 1 });
}

/** The number of whole weeks, Monday to Sunday, between two instants in the practice's zone. */
export function wholeWeeksBetween(from: Date, to: Date, zone: string): number {
  const first = mondayOf(from, zone);
  const begun = first.toZonedDateTime(zone).epochMilliseconds === from.getTime();
  const days = first.until(mondayOf(to, zone), { largestUnit: 'day' }).days;
  return Math.max(0, days / 7 - (begun ? 0 : 1));
}
