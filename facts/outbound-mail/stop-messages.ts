import type { FilterQuery } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import type { Tx } from '../transaction.ts';

/** Stops the e-mails that have not left, in one statement; `why` is an enum of the rules, never free text. */
export async function stopQueued(
  { em, practiceId, now }: Tx,
  of: FilterQuery<Message>,
  why: string,
): Promise<void> {
  await em.nativeUpdate(
    Message,
    { $and: [{ practiceId, status: 'queued' }, of] },
    { status: 'stopped', why, updatedAt: now },
  );
}
