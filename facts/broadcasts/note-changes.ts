import { sql } from 'kysely';
import { Broadcast } from '../../entities/broadcast.ts';
import { BroadcastRecipient } from '../../entities/broadcast-recipient.ts';
import type { Message } from '../../entities/message.ts';
import { tables, withIds } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** What became of an e-mail is news of its broadcast, and of the one it was for. */
export async function noteChange(tx: Tx, { id, broadcast }: Message): Promise<void> {
  const { em, practiceId, now } = tx;
  const sentBy = await em.findOneOrFail(Broadcast, { practiceId, id: broadcast?.id ?? '' });
  sentBy.updatedAt = now;
  const recipient = await em.findOne(BroadcastRecipient, { practiceId, id });
  if (recipient) recipient.updatedAt = now;
}

/** The same of many of one broadcast, in two statements. */
export async function noteChanges(tx: Tx, broadcastId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { em, practiceId, now } = tx;
  await em.nativeUpdate(Broadcast, { practiceId, id: broadcastId }, { updatedAt: now });
  await sql`
    update broadcast_recipient set updated_at = ${now} where ${withIds(tx, 'broadcast_recipient', ids)}`.execute(
    tables(tx),
  );
}
