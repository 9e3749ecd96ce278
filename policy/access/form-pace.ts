import { DAY_MS, SECOND_MS } from '../calendar/units.ts';

/** Nobody reads a form, fills it in and sends it sooner than this. */
export const QUICKEST_MS = 2 * SECOND_MS;
/** A page that has been open for longer is looked over once more before it counts. */
export const LONGEST_OPEN_MS = DAY_MS;

/** How a form was filled in: at the pace of a person, too quickly, or nobody can say (`shownAt` is null, or long ago). */
export function formPace(shownAt: Date | null, sentAt: Date): 'a_persons' | 'too_quick' | 'unknown' {
  if (shownAt === null) return 'unknown';
  const openMs = sentAt.getTime() - shownAt.getTime();
  if (openMs > LONGEST_OPEN_MS) return 'unknown';
  return openMs < QUICKEST_MS ? 'too_quick' : 'a_persons';
}
