import { Client } from '../../entities/client.ts';
import type { Message } from '../../entities/message.ts';
import type { Fact } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

const DECIDE_WITHIN_MS = 2 * 86_400_000;

/** Nobody can tell whether it arrived, and a note that may carry a prompt is never sent twice by the machine. */
export async function holdForPerson(fact: Fact, message: Message): Promise<void> {
  const today = await practiceToday(fact);
  openTask(fact, {
    kind: 'message_held',
    messageId: message.id,
    ...(message.client ? { client: fact.em.getReference(Client, [fact.practiceId, message.client.id]) } : {}),
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why: 'unknown_outcome',
    dueAt: new Date(fact.now.getTime() + DECIDE_WITHIN_MS),
  });
}
