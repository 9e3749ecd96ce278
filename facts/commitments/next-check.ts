import { PromiseKept } from '../../entities/commitment.ts';
import type { Fact } from '../transaction.ts';
import type { WorkflowName } from '../signal.ts';

/** Writes down when Temporal must look at this again, so that a lost run is missed and rung for. */
export async function expectNextLook(
  fact: Fact,
  kind: WorkflowName,
  subjectId: string,
  dueAt: Date,
): Promise<void> {
  await fact.em.nativeUpdate(
    PromiseKept,
    { kind, subjectId },
    { dueAt, keptAt: null, rungAt: null, rings: 0 },
  );
}

/** Nothing is pending any more: the promise is kept. */
export async function keepPromise(fact: Fact, kind: WorkflowName, subjectId: string): Promise<void> {
  await fact.em.nativeUpdate(PromiseKept, { kind, subjectId }, { keptAt: fact.now });
}
