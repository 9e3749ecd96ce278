import { WorkflowSignal } from '../../entities/workflow-signal.ts';
import type { Database } from '../database.ts';
import { inTransaction, WORKFLOW_ACTOR } from '../transaction.ts';
import { openTask } from './open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { PendingSignal } from '../signal.ts';

/** Marks a signal that Temporal refuses repeatedly as a dead letter, and opens a task for the practice's owner. */
export async function reportDeadLetter(database: Database, pending: PendingSignal, now: Date): Promise<void> {
  await inTransaction(
    database,
    { practiceId: pending.practiceId, actor: WORKFLOW_ACTOR, now },
    async (tx) => {
      const today = await practiceToday(tx);
      await tx.em.nativeUpdate(WorkflowSignal, { id: pending.signalId }, { status: 'dead_letter' });
      openTask(tx, {
        kind: 'look_into',
        assignee: today.owners()[0] ?? null,
        why: 'doorbell_refused',
        dueAt: now,
      });
    },
  );
}
