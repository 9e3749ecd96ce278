import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import type { WORKFLOWS } from '../entities/commitment.ts';
import { WorkflowSignal } from '../entities/workflow-signal.ts';
import type { Tx } from './transaction.ts';

export type WorkflowName = (typeof WORKFLOWS)[number];

/** Tells a run to reevaluate its subject; the row `signalId` is deleted once the signal was sent. */
export type PendingSignal = {
  signalId: string;
  practiceId: string;
  workflow: WorkflowName;
  subjectId: string;
};

/** Signals a workflow after this transaction commits, at least once: right away, or by the signal relay from the row. */
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
