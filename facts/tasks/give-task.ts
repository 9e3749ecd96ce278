import { Client } from '../../entities/client.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Staff } from '../../entities/staff.ts';
import type { Task } from '../../entities/task.ts';
import { mayBeGiven, mayBeGivenTo } from '../../policy/tasks/task-acts.ts';
import { PRACTITIONERS_OWN } from '../../policy/tasks/task-kinds.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { rolesToday } from '../practice/roles-today.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockOpenTask } from './lock-open-task.ts';
import { addTaskEvent } from './task-events.ts';

/**
 * Gives a task to somebody who may settle it; where they are away today, to whoever stands in for them. What was put off
 * is theirs to see at once.
 */
export async function giveTask(
  tx: Tx,
  taskId: string,
  { staffId, practice }: { staffId: string; practice: Practice },
): Promise<Task> {
  const task = await lockOpenTask(tx, taskId);
  if (!mayBeGiven(task.kind)) throw conflict('This one is nobody else’s.');
  const to = await whoTakes(tx, task, staffId);
  const roles = await rolesToday(tx, to.roles, practice);
  if (!mayBeGivenTo(task.kind, roles) || !(await maySeeCare(tx, task, to)))
    throw wrongStaff('may not do this one');
  task.give(to, tx.actor.staffId, tx.now);
  addTaskEvent(tx, task.id, 'given', { toStaffId: to.id });
  audit(tx, 'give', { entity: 'task', id: task.id }, ['assigneeId']);
  return task;
}

/** Whoever is named and here, else who stands in as for a task that falls to somebody who is away (S40). */
async function whoTakes(tx: Tx, { kind }: Task, staffId: string): Promise<Staff> {
  const today = await practiceToday(tx);
  const named = today.staff.find(({ id }) => id === staffId);
  if (!named) throw wrongStaff('must be somebody who works here');
  if (today.isHere(staffId)) return named;
  const cover = PRACTITIONERS_OWN.includes(kind) ? today.inPlaceOf(staffId) : today.takesOverFrom(staffId);
  if (!cover) throw wrongStaff('is away today, and nobody stands in');
  return cover;
}

/** A matter of care is between the client's own practitioner and an owner (E14). */
async function maySeeCare({ em, practiceId }: Tx, { kind, client }: Task, to: Staff): Promise<boolean> {
  if (kind !== 'care_matter' || to.roles.includes('owner')) return true;
  const found = client ? await em.findOne(Client, { practiceId, id: client.id }) : null;
  return found?.practitioner?.id === to.id;
}

function wrongStaff(message: string) {
  return wrongFields([{ path: 'staffId', message }]);
}
