import type { Database } from '../facts/database.ts';
import { firstLink } from '../facts/sign-in/print-link.ts';
import { isOnThisMachine } from '../http/cookies.ts';

/**
 * What the operator opens first, in a line for their screen: the page on which the first practice is made, or a link for
 * the only owner. The latter only where the program is for this machine alone: elsewhere what it says is read by others.
 */
export async function firstLinkLine(database: Database, publicUrl: string): Promise<string | null> {
  const isHere = isOnThisMachine(publicUrl);
  const first = await firstLink(database, publicUrl, { forOwner: isHere });
  if (!first) return null;
  const what = first.kind === 'begin' ? 'begin here (once, within a day)' : 'sign in (once, within a day)';
  return `  ${what}: ${first.url}`;
}
