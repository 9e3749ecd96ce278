import { Client } from '../../entities/client.ts';
import type { Message } from '../../entities/message.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

const DECIDE_WITHIN_MS = 2 * DAY_MS;

/** Nobody can tell whether it arrived, and a note that may carry a prompt is never sent twice by the machine. */
export async function holdForPerson(tx: Tx, message: Message): Promise<void> {
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'message_held',
    messageId: message.id,
    ...(message.client ? { client: tx.em.getReference(Client, [tx.practiceId, message.client.id]) } : {}),
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why: 'unknown_outcome',
    dueAt: new Date(tx.now.getTime() + DECIDE_WITHIN_MS),
  });
}
