import { Client } from '../entities/client.ts';
import type { Message } from '../entities/message.ts';
import { Task } from '../entities/task.ts';
import type { Fact } from './fact.ts';
import { practiceToday } from './practice-today.ts';

const DECIDE_WITHIN_MS = 2 * 86_400_000;

/** Nobody can tell whether it arrived, and a note that may carry a prompt is never sent twice by the machine. */
export async function holdForPerson(fact: Fact, message: Message): Promise<void> {
  const today = await practiceToday(fact);
  fact.em.create(Task, {
    practiceId: fact.practiceId,
    kind: 'message_held',
    status: 'open',
    messageId: message.id,
    client: message.client ? fact.em.getReference(Client, [fact.practiceId, message.client.id]) : null,
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why: 'unknown_outcome',
    dueAt: new Date(fact.now.getTime() + DECIDE_WITHIN_MS),
    createdAt: fact.now,
    updatedAt: fact.now,
  });
}
