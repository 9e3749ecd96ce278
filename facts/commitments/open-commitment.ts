import { PromiseKept } from '../../entities/commitment.ts';
import type { Fact } from '../transaction.ts';
import { ring, type WorkflowName } from '../signal.ts';

/** Makes a promise open, whether it had ever been made or had been kept, and rings for it. */
export async function openPromise(fact: Fact, kind: WorkflowName, subjectId: string): Promise<void> {
  await fact.em.upsert(PromiseKept, {
    kind,
    subjectId,
    practiceId: fact.practiceId,
    dueAt: fact.now,
    keptAt: null,
    rungAt: null,
    rings: 0,
  });
  ring(fact, kind, subjectId);
}
