import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { announce } from '../announce.ts';
import type { Tx } from '../transaction.ts';
import { addTaskEvent } from './task-events.ts';

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
