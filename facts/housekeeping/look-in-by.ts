import { PromiseKept } from '../../entities/promise.ts';
import type { Fact } from '../fact.ts';

/** Something becomes due before the housekeeping would look again: it looks in by then. */
export async function lookInBy(fact: Fact, at: Date): Promise<void> {
  const { practiceId } = fact;
  await fact.em.nativeUpdate(
    PromiseKept,
    { kind: 'housekeeping', subjectId: practiceId, practiceId, dueAt: { $gt: at } },
    { dueAt: at, rungAt: null, rings: 0 },
  );
}
