import { WorkflowSignal } from '../../entities/workflow-signal.ts';
import type { Database } from '../database.ts';
import { inFact, WORKFLOW_ACTOR } from '../transaction.ts';
import { openTask } from './open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { Bell } from '../signal.ts';

/** A doorbell that Temporal refuses again and again is set aside, and somebody of its practice hears that something is stuck. */
export async function giveUpRinging(database: Database, bell: Bell, now: Date): Promise<void> {
  await inFact(database, { practiceId: bell.practiceId, actor: WORKFLOW_ACTOR, now }, async (fact) => {
    const today = await practiceToday(fact);
    await fact.em.nativeUpdate(WorkflowSignal, { id: bell.signalId }, { status: 'poison' });
    openTask(fact, {
      kind: 'look_into',
      assignee: today.owners()[0] ?? null,
      why: 'doorbell_refused',
      dueAt: now,
    });
  });
}
