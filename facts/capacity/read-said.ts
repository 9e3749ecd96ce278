import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { dayOf } from '../../policy/broadcasts/pace.ts';
import type { PracticeCapacity } from '../../policy/capacity/practice-capacity.ts';
import { statementWords } from '../../policy/capacity/statement-words.ts';
import { fullName } from '../../policy/network/full-name.ts';
import type { Tx } from '../transaction.ts';

/** The names of colleagues who agreed to be named where we are full, and are known to have room, whom we asked last first (S71). */
export async function colleaguesWithRoom({ em }: Tx): Promise<string[]> {
  const found = await em.find(
    Professional,
    { mayBeNamed: true, placesKnown: { $gt: 0 }, $or: [{ takesReferrals: null }, { takesReferrals: true }] },
    { orderBy: [{ lastConfirmedOn: 'desc nulls last' }, { id: 'asc' }] },
  );
  return found.map(fullName);
}

/** The practice's own statement in words, without whoever else can see people sooner. */
export function saidByPractice(
  { timezone }: Practice,
  capacity: Pick<PracticeCapacity, 'status' | 'nextOpening' | 'waitWeeks' | 'statedAt'>,
): string {
  const { status, nextOpening, waitWeeks, statedAt } = capacity;
  return statementWords({ status, nextOpening, waitWeeks, asOf: statedAt && dayOf(statedAt, timezone) });
}
