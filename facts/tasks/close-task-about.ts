import type { Message } from '../../entities/message.ts';
import { Task } from '../../entities/task.ts';
import type { Fact } from '../transaction.ts';

/** A person has decided about this e-mail, so that nobody is asked about it any more. */
export async function closeTaskAbout(fact: Fact, message: Message): Promise<void> {
  if (message.referral) return;
  await fact.em.nativeUpdate(
    Task,
    { messageId: message.id, status: 'open' },
    { status: 'done', doneAt: fact.now, doneBy: fact.actor.staffId, updatedAt: fact.now },
  );
}
