import { Client } from '../../entities/client.ts';
import type { Message } from '../../entities/message.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { HoldReason } from '../../policy/outbound-mail/delivery.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';

const DECIDE_WITHIN_MS = 2 * DAY_MS;

/**
 * A task about an e-mail that the machine does not send: nobody can tell whether it arrived, and a note that may carry a
 * prompt never goes twice; or the practice's own words for it cannot be filled in.
 */
export async function holdForPerson(tx: Tx, message: Message, why: HoldReason): Promise<void> {
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'message_held',
    messageId: message.id,
    ...(message.client ? { client: tx.em.getReference(Client, [tx.practiceId, message.client.id]) } : {}),
    assignee: today.dutyHolder('acknowledge') ?? today.owners()[0] ?? null,
    why,
    dueAt: new Date(tx.now.getTime() + DECIDE_WITHIN_MS),
  });
}
