import { isPromise } from '../../policy/tasks/task-acts.ts';
import { nextWorkingMorning, whyNotLater } from '../../policy/tasks/put-off.ts';
import { holidaysOf } from '../../policy/reviews/review-due.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Task } from '../../entities/task.ts';
import { wrongFields } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockOpenTask } from './lock-open-task.ts';
import { addTaskEvent } from './task-events.ts';

/**
 * Not today: the task is out of sight until then, the next working day at nine unless said otherwise. A promise is never
 * put off past its deadline.
 */
export async function putOffTask(
  tx: Tx,
  taskId: string,
  { until, practice }: { until: Date | null; practice: Practice },
): Promise<Task> {
  const task = await lockOpenTask(tx, taskId);
  const { timezone, policy } = practice;
  const notBefore = until ?? nextWorkingMorning(tx.now, timezone, holidaysOf(policy));
  if (notBefore <= tx.now) throw wrongFields([{ path: 'until', message: 'must lie ahead' }]);
  const { kind, dueAt } = task;
  if (isPromise({ kind, isOfThanks: Boolean(task.referral) }) && notBefore > dueAt) {
    const message = whyNotLater({ dueAt, goesByItself: kind === 'thank' }, tx.now, timezone);
    throw wrongFields([{ path: 'until', message }], message);
  }
  task.putOff(notBefore, tx.now);
  addTaskEvent(tx, task.id, 'put_off', { until: notBefore });
  audit(tx, 'put_off', { entity: 'task', id: task.id }, ['notBefore']);
  return task;
}
