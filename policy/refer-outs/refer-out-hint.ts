import type { ReferOutReason } from './refer-out-terms.ts';

const SUPERVISION =
  'What lies behind this belongs to supervision and is not written down here. Plan the next step with the person, and let them set the pace.';

/** What a reason calls for besides a colleague's name (S78). */
export function hintFor(reason: ReferOutReason): string | null {
  return reason === 'not_progressing_here' ? SUPERVISION : null;
}
