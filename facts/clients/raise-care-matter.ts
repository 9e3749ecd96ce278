import { ANSWER_WITHIN_MS } from '../../policy/tasks/answer-within.ts';
import type { Client } from '../../entities/client.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';

/** Opens one task for the client's practitioner or their cover, else the owner: a low score is a matter of care (E14). */
export async function raiseCareMatter(tx: Tx, client: Client): Promise<void> {
  const { em, now } = tx;
  const open = { kind: 'care_matter' as const, status: 'open' as const, clientId: client.id };
  if ((await em.count(Task, open)) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'care_matter',
    client,
    assignee: today.inPlaceOf(client.practitioner?.id),
    why: 'low_satisfaction',
    dueAt: new Date(now.getTime() + ANSWER_WITHIN_MS),
  });
}
