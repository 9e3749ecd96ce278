import { LockMode } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { conflict, notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Locks a task that somebody puts off or gives away; what is settled stays as it is. */
export async function lockOpenTask({ em }: Tx, taskId: string): Promise<Task> {
  const task = await em.findOne(
    Task,
    { id: taskId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!task) throw notFound('task');
  if (task.status !== 'open') throw conflict(`This task is ${task.status} already.`);
  return task;
}
