import { LockMode } from '@mikro-orm/postgresql';
import { Practice } from '../../entities/practice.ts';
import type { Fact } from '../transaction.ts';

/** One change at a time to who works here: two owners cannot both step down at once, nor two covers close a ring. */
export async function lockPractice(fact: Fact): Promise<Practice> {
  return fact.em.findOneOrFail(
    Practice,
    { id: fact.practiceId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}
