import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../../entities/appended-rows.ts';
import { TaskEvent, type TASK_EVENTS } from '../../entities/task-event.ts';
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
