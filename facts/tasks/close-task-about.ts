import type { Message } from '../../entities/message.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';

/** A person has decided about this e-mail, so that nobody is asked about it any more. */
export async function closeTaskAbout(tx: Tx, message: Message): Promise<void> {
  if (message.referral) return;
  await tx.em.nativeUpdate(
    Task,
    { messageId: message.id, status: 'open' },
    { status: 'done', doneAt: tx.now, doneBy: tx.actor.staffId, updatedAt: tx.now },
  );
}
