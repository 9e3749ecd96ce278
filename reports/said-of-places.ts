import type { Practice } from '../entities/practice.ts';
import { oldPlaces } from '../facts/capacity/places.ts';
import { readCapacity } from '../facts/capacity/read-capacity.ts';
import { saidByPractice } from '../facts/capacity/read-said.ts';
import { dateIn } from '../facts/practice/practice-today.ts';
import type { Tx } from '../facts/transaction.ts';
import { practiceCapacity } from '../policy/capacity/practice-capacity.ts';
import { askOfPlaces, type SaidOfPlaces } from '../policy/reviews/said-of-places.ts';

/** Before every time at which somebody's statement may end. */
const NEVER_EXPIRED = new Date(0);

/** What the practice says of its places, since when, whether it has expired, and which places do not say it (§5.8). */
export async function saidOfPlaces(tx: Tx, practice: Practice): Promise<SaidOfPlaces & { words: string }> {
  const { statements, practitionerIds, practice: now } = await readCapacity(tx);
  const stated = practiceCapacity(statements, practitionerIds, NEVER_EXPIRED);
  const { statedAt, validUntil } = now.status === 'please_ask' ? stated : now;
  const isOver = now.status === 'please_ask' && validUntil !== null && validUntil <= tx.now;
  const said: SaidOfPlaces = {
    statement: statedAt === null ? null : saidByPractice(practice, isOver ? stated : now),
    statedOn: statedAt && dateIn(practice.timezone, statedAt),
    expiredOn: isOver && validUntil ? dateIn(practice.timezone, validUntil) : null,
    oldPlaces: await oldPlaces(tx),
  };
  return { ...said, words: askOfPlaces(said) };
}
