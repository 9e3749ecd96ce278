import { LockMode } from '@mikro-orm/postgresql';
import { Practice } from '../../entities/practice.ts';
import type { Tx } from '../transaction.ts';

/** One change at a time to who works here: two owners cannot both step down at once, nor two covers close a ring. */
export async function lockPractice(tx: Tx): Promise<Practice> {
  return tx.em.findOneOrFail(
    Practice,
    { id: tx.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}
