const HOUR = 15;
const FRIDAY = 5;

/** The latest Friday at 15:00 in the practice's zone that is not after this instant. */
export function lastFriday(now: Date, zone: string): Temporal.ZonedDateTime {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const daysSince = (here.dayOfWeek - FRIDAY + 7) % 7;
  const friday = here.subtract({ days: daysSince }).withPlainTime({ hour: HOUR });
  return friday.epochMilliseconds <= now.getTime() ? friday : friday.subtract({ days: 7 });
}

/** The first one after it. */
export function nextFriday(now: Date, zone: string): Date {
  return new Date(lastFriday(now, zone).add({ days: 7 }).epochMilliseconds);
}
