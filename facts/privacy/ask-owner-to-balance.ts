import { WEEK_MS } from '../../policy/calendar/units.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { findPerson, type PersonId } from './person.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { notFound } from '../refusal.ts';

const BALANCE_WITHIN_MS = WEEK_MS;

/** Opens the owner's task to weigh what a person may learn of their source (§3.8), one for each request. */
export async function askOwnerToBalance(tx: Tx, about: PersonId): Promise<Task> {
  if (!(await findPerson(tx, about))) throw notFound(about.subject);
  const subjectId = about.id;
  const open = await tx.em.findOne(Task, { kind: 'balance_export', status: 'open', subjectId });
  if (open) return open;
  const today = await practiceToday(tx);
  const dueAt = new Date(tx.now.getTime() + BALANCE_WITHIN_MS);
  return openTask(tx, {
    kind: 'balance_export',
    assignee: today.owners()[0] ?? null,
    dueAt,
    subjectId,
  });
}
