import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import type { Envelope } from '../../email/compose.ts';
import type { Tx } from '../transaction.ts';
import { lockReferOut } from '../locks/lock-refer-out.ts';
import { makeLinkWork } from './make-link-work.ts';

/** The HTTP call must begin within 5 s of the claim and ends within 20 s; after that nobody is calling any more. */
const CLAIM_MS = 25_000;

/** The referral first and then its message, always in this order, so that two who want both never wait for each other. */
export async function lockMessage(
  tx: Tx,
  referralId: string,
  messageId: string,
): Promise<{ message: Message; referral: Referral } | null> {
  const { em, practiceId } = tx;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const referral = await em.findOne(Referral, { practiceId, id: referralId }, { lockMode });
  const message = await em.findOne(Message, { practiceId, id: messageId }, { lockMode });
  return referral && message ? { message, referral } : null;
}

/** The same for a message that is known by its own id only; what it is about is locked first, where it is about something. */
export async function lockMessageById(
  tx: Tx,
  messageId: string,
): Promise<{ message: Message; referral: Referral | null } | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const found = await tx.em.findOne(Message, { id: messageId });
  if (!found) return null;
  const referral = found.referral
    ? await tx.em.findOne(Referral, { id: found.referral.id }, { lockMode })
    : null;
  if (found.referOut) await lockReferOut(tx, found.referOut.id);
  const message = await tx.em.findOneOrFail(Message, { id: messageId }, { lockMode, refresh: true });
  return { message, referral };
}

/** The referrer's record, for share: a hold placed now either waits for this send or is seen by it. */
export async function lockReferrer({ em, practiceId }: Tx, { referrerClient }: Referral): Promise<void> {
  if (!referrerClient) return;
  await em.findOne(Client, { practiceId, id: referrerClient.id }, { lockMode: LockMode.PESSIMISTIC_READ });
}

/** The intention to send, written before the carrier is called: whoever finds it later knows that it may have gone. */
export async function claimMessage(tx: Tx, message: Message, envelope: Envelope): Promise<void> {
  const first = message.attempts === 0;
  message.resent = message.resent || message.status === 'unknown';
  message.status = 'sending';
  message.delivery = null;
  message.attempts += 1;
  message.checks = 0;
  message.claimedUntil = new Date(tx.now.getTime() + CLAIM_MS);
  message.unknownSince = null;
  message.nextTryAt = null;
  message.why = null;
  saveWords(message, envelope);
  message.updatedAt = tx.now;
  for (const link of envelope.links) await makeLinkWork(tx, link);
  if (first)
    tx.em.create(SentAs, { sendId: message.sendId, practiceId: tx.practiceId, messageId: message.id });
}

/** The rendered words as they go, or would go, out. */
export function saveWords(message: Message, envelope: Envelope): void {
  message.to = envelope.to;
  message.toHash = emailHash(envelope.to);
  message.subject = envelope.subject;
  message.text = envelope.text;
  message.html = envelope.html;
  message.templateVersion = envelope.templateVersion;
}
