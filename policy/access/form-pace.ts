import { DAY_MS, SECOND_MS } from '../calendar/units.ts';

/** The shortest time in which a person fills in a form. */
export const QUICKEST_MS = 2 * SECOND_MS;
/** A page that was open for longer has to be confirmed. */
export const LONGEST_OPEN_MS = DAY_MS;

/** The pace of a form: a person's, too quick, or unknown (`shownAt` is null, or long ago). */
export function formPace(shownAt: Date | null, sentAt: Date): 'a_persons' | 'too_quick' | 'unknown' {
  if (shownAt === null) return 'unknown';
  const openMs = sentAt.getTime() - shownAt.getTime();
  if (openMs > LONGEST_OPEN_MS) return 'unknown';
  return openMs < QUICKEST_MS ? 'too_quick' : 'a_persons';
}
