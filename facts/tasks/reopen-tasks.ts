import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { appendRow } from '../../entities/appended-rows.ts';
import { TaskEvent, type TASK_EVENTS } from '../../entities/task-event.ts';
import { Task } from '../../entities/task.ts';
import { announce } from '../announce.ts';
import type { Tx } from '../transaction.ts';

type Particulars = { toStaffId?: string; until?: Date };

/** Notes what somebody did with a task besides completing it. */
export function addTaskEvent(
  tx: Tx,
  taskId: string,
  what: (typeof TASK_EVENTS)[number],
  { toStaffId, until }: Particulars = {},
): void {
  appendRow(tx.em, TaskEvent, {
    practiceId: tx.practiceId,
    id: randomUUIDv7(),
    taskId,
    what,
    at: tx.now,
    by: tx.actor.staffId,
    toStaffId: toStaffId ?? null,
    until: until ?? null,
  });
}

/** Opens completed tasks again, for whoever had them; what is open, or was cancelled since, stays as it is. */
export async function reopenTasks(
  tx: Tx,
  taskIds: readonly string[],
  what: 'reopened' | 'taken_back',
): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.em.flush();
  const tasks = await tx.em.find(
    Task,
    { id: { $in: [...taskIds] }, status: 'done' },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
  );
  for (const task of tasks) {
    task.reopen(tx.now);
    addTaskEvent(tx, task.id, what);
    announce(tx, 'task.opened', { taskId: task.id });
  }
  await tx.em.flush();
}
