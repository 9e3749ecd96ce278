import { wholeWeeksBetween } from '../calendar/week.ts';
import { POOLED_WEEKS } from '../source-log/completeness.ts';

/**
 * Whether it is too early to rank anything by source (S29): until the first attendance that is known, or the founding of
 * the practice here, whichever was earlier, lies thirteen whole weeks back (Monday to Sunday, in the practice's zone).
 */
export function isStillLearning(
  { firstAttendedAt, foundedAt }: { firstAttendedAt: Date | null; foundedAt: Date },
  now: Date,
  zone: string,
): boolean {
  const since = firstAttendedAt !== null && firstAttendedAt < foundedAt ? firstAttendedAt : foundedAt;
  return wholeWeeksBetween(since, now, zone) < POOLED_WEEKS;
}
