import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Client } from '../../entities/client.ts';
import { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';

const WITHIN_MS = 2 * DAY_MS;

/** Opens one task for the client's practitioner, else the owner: a low score is a matter of care (E14). */
export async function raiseCareMatter(tx: Tx, client: Client): Promise<void> {
  const { em, now } = tx;
  const open = { kind: 'care_matter' as const, status: 'open' as const, clientId: client.id };
  if ((await em.count(Task, open)) > 0) return;
  const staff = await em.find(Staff, { active: true }, { orderBy: { id: 'asc' } });
  openTask(tx, {
    kind: 'care_matter',
    client,
    assignee:
      staff.find(({ id }) => id === client.practitioner?.id) ??
      staff.find(({ roles }) => roles.includes('owner')) ??
      null,
    why: 'low_satisfaction',
    dueAt: new Date(now.getTime() + WITHIN_MS),
  });
}
