import type { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { InstallationSuppression } from '../../entities/suppression.ts';
import type { SendOutcome } from '../../email/mailer.ts';
import { nextTryAt } from '../../policy/outbound-mail/delivery.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { letterWent } from '../refer-outs/hand-over.ts';
import { addEvent } from '../referral-event.ts';
import { settlePrompt } from '../journeys/settle-prompt.ts';

/** Writes down how a send ended, and what that means for the thanks or the prompt it carried. States only move forward. */
export async function settleMessage(tx: Tx, message: Message, outcome: SendOutcome): Promise<void> {
  if (message.status !== 'sending' && message.status !== 'unknown') return;
  const referral = await thankedFor(tx, message);
  message.updatedAt = tx.now;
  if (message.purpose === 'carrier') await settlePrompt(tx, message, outcome.kind);
  switch (outcome.kind) {
    case 'sent':
      return messageSent(tx, message, referral, outcome.postmarkMessageId);
    case 'refused':
      message.status = 'refused';
      message.why = outcome.why;
      if (outcome.inactive && message.toHash) await suppressEverywhere(tx, message.toHash, 'inactive');
      if (referral) addEvent(tx, referral, 'refused', outcome.why);
      return;
    case 'not_sent':
      message.status = 'queued';
      message.why = outcome.why;
      message.nextTryAt = nextTryAt(message.attempts, tx.now);
      return;
    case 'unknown':
      message.status = 'unknown';
      message.delivery = 'unknown';
      message.why = outcome.why;
      message.unknownSince = tx.now;
      if (referral) addEvent(tx, referral, 'unknown', outcome.why);
  }
}

/** The carrier's search did not show it; it is looked up again later, or given up for found. */
export function noteNotFound(tx: Tx, message: Message): void {
  message.checks += 1;
  message.updatedAt = tx.now;
}

/** Whether this message is the thanks itself, not a note to staff about it. */
export function isThanks(message: Message): boolean {
  return message.purpose === 'thanks';
}

/** The referral that this message thanks for; whoever settles it has locked it already. */
async function thankedFor(tx: Tx, message: Message): Promise<Referral | null> {
  if (!isThanks(message) || !message.referral) return null;
  return tx.em.findOne(Referral, { practiceId: tx.practiceId, id: message.referral.id });
}

/** Bounces and complaints count for every practice of the installation. */
export async function suppressEverywhere(
  tx: Tx,
  hash: string,
  reason: 'hard_bounce' | 'complaint' | 'inactive',
): Promise<void> {
  await tx.em.upsert(
    InstallationSuppression,
    { emailHash: hash, reason, at: tx.now },
    { onConflictAction: 'ignore' },
  );
}

async function messageSent(
  tx: Tx,
  message: Message,
  referral: Referral | null,
  postmarkMessageId: string,
): Promise<void> {
  message.status = 'sent';
  message.delivery =
    message.delivery === 'delivered' || message.delivery === 'bounced' ? message.delivery : 'sent';
  message.postmarkMessageId = postmarkMessageId;
  message.sentAt = tx.now;
  message.why = null;
  if (message.purpose === 'refer_out') await letterWent(tx, message);
  if (!referral || referral.status === 'sent') return;
  addEvent(tx, referral, 'sent');
  await closeAcknowledgement(tx, referral, { status: 'sent', at: tx.now, by: message.askedBy ?? null });
}
