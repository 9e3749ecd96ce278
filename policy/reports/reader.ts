import type { Role } from '../access/roles.ts';
import type { ReportName } from './report-terms.ts';

/**
 * How somebody reads a report: exact figures; figures in which nobody can be recognised (with the own row exact, for a
 * practitioner); or the rounding ladder, for whatever leaves the house.
 */
export type Reader = { sees: 'all' } | { sees: 'suppressed'; own: string | null } | { sees: 'ladder' };

type Caller = { staffId: string; roles: readonly Role[] };

/** The desk knows everybody by name, but how well the work goes is not its to see. */
const NOT_FOR_THE_DESK: readonly ReportName[] = ['satisfaction', 'moments', 'effects'];

/** How this caller, by the roles they have today, reads this report (api.md "Who reads"). `reviews`: who holds that duty. */
export function readerOf(
  { staffId, roles }: Caller,
  report: ReportName,
  reviews: string | undefined,
): Reader {
  if (roles.includes('owner') || staffId === reviews) return { sees: 'all' };
  const isDesk = roles.includes('desk') || roles.includes('deputy');
  if (isDesk && !NOT_FOR_THE_DESK.includes(report)) return { sees: 'all' };
  if (roles.includes('practitioner')) return { sees: 'suppressed', own: staffId };
  return isDesk || roles.includes('reviewer') ? { sees: 'suppressed', own: null } : { sees: 'ladder' };
}
