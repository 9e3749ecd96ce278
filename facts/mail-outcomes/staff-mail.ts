import type { Message } from '../../entities/message.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

const KIND = 'staff_mail_bounces';
const MEND_WITHIN_MS = DAY_MS;
/** Who is asked first; whoever's own address it is comes last. */
const ASKED_FIRST = ['owner', 'deputy', 'desk', 'practitioner'] as const;

/**
 * Mail to somebody who works here does not arrive, so that reminders do not either: another person is asked to put the
 * address right. One open task for each.
 */
export async function staffMailFails(tx: Tx, staffId: string, why: string): Promise<void> {
  const open = { kind: KIND, status: 'open', subjectId: staffId } as const;
  if ((await tx.em.count(Task, open)) > 0) return;
  const active = await tx.em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  const others = active.filter(({ id }) => id !== staffId);
  const asked = ASKED_FIRST.flatMap((role) => others.filter(({ roles }) => roles.includes(role)));
  openTask(tx, {
    kind: KIND,
    assignee: asked[0] ?? active.find(({ id }) => id === staffId) ?? null,
    why,
    subjectId: staffId,
    dueAt: new Date(tx.now.getTime() + MEND_WITHIN_MS),
  });
  await tx.em.flush();
}

export async function staffMailCameBack(tx: Tx, { staffId, why }: Message): Promise<void> {
  if (staffId) await staffMailFails(tx, staffId, why ?? 'came_back');
}

export async function staffMailArrived(tx: Tx, { staffId }: Message): Promise<void> {
  if (staffId) await closeTasks(tx, [KIND], { subjectId: staffId });
}
