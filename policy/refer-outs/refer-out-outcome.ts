import type { ReferOutOutcome } from './refer-out-terms.ts';

/** Late word is still word: whoever accepted may start, and what was unknown may become known; nothing else changes. */
export function mayFollow(known: ReferOutOutcome | null, now: ReferOutOutcome): boolean {
  if (known === null) return true;
  if (now === 'declined') return false;
  return known === 'unknown' || (known === 'accepted' && now === 'started');
}
