import { randomUUIDv7 } from 'node:crypto';
import type { WORKFLOWS } from '../entities/commitment.ts';
import { WorkflowSignal } from '../entities/workflow-signal.ts';
import type { Fact } from './transaction.ts';

export type WorkflowName = (typeof WORKFLOWS)[number];

/** "Look again": which run, and the row that remembers it until it has been rung. */
export type Bell = { signalId: string; practiceId: string; workflow: WorkflowName; subjectId: string };

/** Asks that a workflow looks again once this fact is committed; whoever reads the row may ring it, twice does no harm. */
export function ring(fact: Fact, workflow: WorkflowName, subjectId: string): void {
  if (fact.bells.some((bell) => bell.subjectId === subjectId)) return;
  const bell: Bell = { signalId: randomUUIDv7(), practiceId: fact.practiceId, workflow, subjectId };
  fact.bells.push(bell);
  fact.em.create(WorkflowSignal, {
    id: bell.signalId,
    practiceId: bell.practiceId,
    workflow,
    subjectId,
    status: 'pending',
    dueAt: fact.now,
    attempts: 0,
    createdAt: fact.now,
  });
}
