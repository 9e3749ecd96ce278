import type { ContactFault } from './contact-faults.ts';
import type { ContactPart } from './contact-parts.ts';

/**
 * What one look at one part found. `sent`: what was sent must still come in; `unknown`: our own network, or the mail
 * provider, was away, which says nothing of the practice's own.
 */
export type ContactResult = { part: ContactPart } & (
  | { found: 'ok' }
  | { found: 'failed'; why: ContactFault }
  | { found: 'sent'; markId: string }
  | { found: 'unknown' }
);

/** What is known of a part before this look. */
type Known = { doubted: boolean; failing: boolean };

/** What is made of it: one failure alone is doubted and looked at again, the second is believed (decision 0175). */
export function weigh(
  known: Known,
  found: 'ok' | 'failed',
): 'works' | 'works_again' | 'doubt' | 'fails' | 'still_fails' {
  if (found === 'ok') return known.failing ? 'works_again' : 'works';
  if (known.failing) return 'still_fails';
  return known.doubted ? 'fails' : 'doubt';
}
