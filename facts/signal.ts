import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import type { WORKFLOWS } from '../entities/commitment.ts';
import { WorkflowSignal } from '../entities/workflow-signal.ts';
import type { Tx } from './transaction.ts';

export type WorkflowName = (typeof WORKFLOWS)[number];

/** A signal that asks a workflow to evaluate its subject again, and the row that keeps it until it was sent. */
export type PendingSignal = {
  signalId: string;
  practiceId: string;
  workflow: WorkflowName;
  subjectId: string;
};

/** Adds a pending signal to this transaction; the relay sends it after the commit, at least once. */
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
