import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import type { Tx } from '../transaction.ts';
import { conflict, notFound } from '../refusal.ts';

/** Takes a referral out for this change alone; always before its messages, as the machine does. */
export async function lockReferOut(tx: Tx, referOutId: string): Promise<ReferOut | null> {
  const { em, practiceId } = tx;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.findOne(ReferOut, { practiceId, id: referOutId }, { lockMode, refresh: true });
}

/** The same for a person's word about it; what is closed stays as it is. */
export async function lockOpenReferOut(tx: Tx, referOutId: string): Promise<ReferOut> {
  const referOut = await lockReferOut(tx, referOutId);
  if (!referOut) throw notFound('referral out');
  if (referOut.status === 'closed')
    throw conflict(`This is closed already (${referOut.outcome ?? 'unknown'}); open a new one.`);
  return referOut;
}

/** One of its e-mails, after the referral out itself. */
export async function lockReferOutMail(
  tx: Tx,
  referOutId: string,
  messageId: string,
): Promise<Message | null> {
  const referOut = await lockReferOut(tx, referOutId);
  if (!referOut) return null;
  const { em, practiceId } = tx;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.findOne(Message, { practiceId, id: messageId, referOutId }, { lockMode, refresh: true });
}
