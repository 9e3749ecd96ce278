import { Client } from '../../entities/client.ts';
import type { Message } from '../../entities/message.ts';
import { Task } from '../../entities/task.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

const ASK_WITHIN_MS = 2 * DAY_MS;

/** A note to a client came back, or was refused: somebody asks them for another address. One open task for each client. */
export async function noteCameBack(tx: Tx, message: Message): Promise<void> {
  const clientId = message.client?.id;
  if (!clientId) return;
  const open = { kind: 'mail_came_back', status: 'open', clientId } as const;
  if ((await tx.em.count(Task, open)) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: open.kind,
    messageId: message.id,
    client: tx.em.getReference(Client, [tx.practiceId, clientId]),
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why: message.why ?? 'came_back',
    dueAt: new Date(tx.now.getTime() + ASK_WITHIN_MS),
  });
}
