import { BroadcastRecipient } from '../../entities/broadcast-recipient.ts';
import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import type { SendOutcome } from '../../email/send-outcome.ts';
import { noteChanges } from '../broadcasts/note-changes.ts';
import { markSentTogether } from '../outbound-mail/write-mails.ts';
import type { Tx } from '../transaction.ts';
import { settleMessage } from './settle-message.ts';

/** An attempt at an e-mail of a batch, and how it ended. */
export type Ended = { id: string; attempt: number; outcome: SendOutcome };

/**
 * Writes down how each e-mail of a batch ended, as if it had left alone: those that were accepted in one statement, the others
 * one by one. The broadcast is locked.
 */
export async function settleBatch(tx: Tx, broadcastId: string, ended: readonly Ended[]): Promise<void> {
  const accepted = ended.flatMap(({ id, attempt, outcome }) =>
    outcome.kind === 'sent' ? { id, attempt, postmarkMessageId: outcome.postmarkMessageId } : [],
  );
  await noteChanges(tx, broadcastId, await markSentTogether(tx, accepted));
  const others = new Map(
    ended.flatMap((one) => (one.outcome.kind === 'sent' ? [] : [[one.id, one] as const])),
  );
  for (const message of await messagesOf(tx, [...others.keys()])) {
    const one = others.get(message.id);
    if (one?.attempt === message.attempts) await settleMessage(tx, message, one.outcome);
  }
}

/** Locked, with whom they are for. */
export async function messagesOf(tx: Tx, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  const { em, practiceId } = tx;
  const among = { practiceId, id: { $in: [...ids] } };
  await em.find(BroadcastRecipient, among);
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.find(Message, among, { orderBy: { id: 'asc' }, lockMode, refresh: true });
}
