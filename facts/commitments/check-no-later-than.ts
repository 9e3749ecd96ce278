import { PromiseKept } from '../../entities/commitment.ts';
import type { Fact } from '../transaction.ts';

/** Something becomes due before the housekeeping would look again: it looks in by then. */
export async function lookInBy(fact: Fact, at: Date): Promise<void> {
  const { practiceId } = fact;
  await fact.em.nativeUpdate(
    PromiseKept,
    { kind: 'housekeeping', subjectId: practiceId, practiceId, dueAt: { $gt: at } },
    { dueAt: at, rungAt: null, rings: 0 },
  );
}
