import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import type { Tx } from '../transaction.ts';
import { lockSubject, subjectOf } from './lock-subject.ts';

/** Locks an e-mail after what it belongs to. */
export async function lockMessage(tx: Tx, messageId: string): Promise<Message | null> {
  const found = await tx.em.findOne(Message, { practiceId: tx.practiceId, id: messageId });
  if (!found) return null;
  const { kind, subjectId } = subjectOf(found);
  if (kind !== 'delivery') await lockSubject(tx, kind, subjectId);
  return refreshLocked(tx, messageId);
}

/** The same where what it belongs to is locked already. */
export async function refreshLocked({ em, practiceId }: Tx, messageId: string): Promise<Message | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.findOne(Message, { practiceId, id: messageId }, { lockMode, refresh: true });
}
