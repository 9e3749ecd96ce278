import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import type { WORKFLOWS } from '../entities/commitment.ts';
import { WorkflowSignal } from '../entities/workflow-signal.ts';
import type { Tx } from './transaction.ts';

export type WorkflowName = (typeof WORKFLOWS)[number];

/** "Look again": which run, and the row that remembers it until it has been rung. */
export type PendingSignal = {
  signalId: string;
  practiceId: string;
  workflow: WorkflowName;
  subjectId: string;
};

/** Asks that a workflow looks again once this fact is committed; whoever reads the row may ring it, twice does no harm. */
export function reevaluate(tx: Tx, workflow: WorkflowName, subjectId: string): void {
  if (tx.signals.some((pending) => pending.subjectId === subjectId)) return;
  const pending: PendingSignal = { signalId: randomUUIDv7(), practiceId: tx.practiceId, workflow, subjectId };
  tx.signals.push(pending);
  appendRow(tx.em, WorkflowSignal, {
    id: pending.signalId,
    practiceId: pending.practiceId,
    workflow,
    subjectId,
    status: 'pending',
    dueAt: tx.now,
    attempts: 0,
    createdAt: tx.now,
  });
}
