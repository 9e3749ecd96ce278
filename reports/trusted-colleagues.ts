import { Professional } from '../entities/professional.ts';
import type { Practice } from '../entities/practice.ts';
import { dateIn } from '../facts/practice/practice-today.ts';
import type { Tx } from '../facts/transaction.ts';
import { confirmedSince } from '../policy/refer-outs/suggest-colleagues.ts';

/** How many colleagues are trusted, and of how many it has not been confirmed within the year that they still are (S79). */
export async function trustedColleagues(
  { em, now }: Tx,
  { timezone }: Pick<Practice, 'timezone'>,
): Promise<{ trusted: number; toConfirm: number }> {
  const since = confirmedSince(dateIn(timezone, now));
  const notConfirmed = { $or: [{ lastConfirmedOn: null }, { lastConfirmedOn: { $lt: since } }] };
  return {
    trusted: await em.count(Professional, { trusted: true }),
    toConfirm: await em.count(Professional, { trusted: true, ...notConfirmed }),
  };
}
