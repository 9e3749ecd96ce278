import type { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { InstallationSuppression } from '../../entities/suppression.ts';
import type { SendOutcome } from '../../email/mailer.ts';
import { nextTryAt } from '../../policy/outbound-mail/delivery.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import type { Fact } from '../transaction.ts';
import { letterWent } from '../refer-outs/hand-over.ts';
import { noteEvent } from '../referral-event.ts';
import { settlePrompt } from '../journeys/settle-prompt.ts';

/** Writes down how a send ended, and what that means for the thanks or the prompt it carried. States only move forward. */
export async function settleMessage(fact: Fact, message: Message, outcome: SendOutcome): Promise<void> {
  if (message.status !== 'sending' && message.status !== 'unknown') return;
  const referral = await thankedFor(fact, message);
  message.updatedAt = fact.now;
  if (message.purpose === 'carrier') await settlePrompt(fact, message, outcome.kind);
  switch (outcome.kind) {
    case 'sent':
      return messageSent(fact, message, referral, outcome.postmarkMessageId);
    case 'refused':
      message.status = 'refused';
      message.why = outcome.why;
      if (outcome.inactive && message.toHash) await suppressEverywhere(fact, message.toHash, 'inactive');
      if (referral) noteEvent(fact, referral, 'refused', outcome.why);
      return;
    case 'not_sent':
      message.status = 'queued';
      message.why = outcome.why;
      message.nextTryAt = nextTryAt(message.attempts, fact.now);
      return;
    case 'unknown':
      message.status = 'unknown';
      message.delivery = 'unknown';
      message.why = outcome.why;
      message.unknownSince = fact.now;
      if (referral) noteEvent(fact, referral, 'unknown', outcome.why);
  }
}

/** The carrier's search did not show it; it is looked up again later, or given up for found. */
export function noteNotFound(fact: Fact, message: Message): void {
  message.checks += 1;
  message.updatedAt = fact.now;
}

/** Whether this message is the thanks itself, not a note to staff about it. */
export function isThanks(message: Message): boolean {
  return message.purpose === 'thanks';
}

/** The referral that this message thanks for; whoever settles it has locked it already. */
async function thankedFor(fact: Fact, message: Message): Promise<Referral | null> {
  if (!isThanks(message) || !message.referral) return null;
  return fact.em.findOne(Referral, { practiceId: fact.practiceId, id: message.referral.id });
}

/** Bounces and complaints count for every practice of the installation. */
export async function suppressEverywhere(
  fact: Fact,
  hash: string,
  reason: 'hard_bounce' | 'complaint' | 'inactive',
): Promise<void> {
  await fact.em.upsert(
    InstallationSuppression,
    { emailHash: hash, reason, at: fact.now },
    { onConflictAction: 'ignore' },
  );
}

async function messageSent(
  fact: Fact,
  message: Message,
  referral: Referral | null,
  postmarkMessageId: string,
): Promise<void> {
  message.status = 'sent';
  message.delivery =
    message.delivery === 'delivered' || message.delivery === 'bounced' ? message.delivery : 'sent';
  message.postmarkMessageId = postmarkMessageId;
  message.sentAt = fact.now;
  message.why = null;
  if (message.purpose === 'refer_out') await letterWent(fact, message);
  if (!referral || referral.status === 'sent') return;
  noteEvent(fact, referral, 'sent');
  await closeAcknowledgement(fact, referral, { status: 'sent', at: fact.now, by: message.askedBy ?? null });
}
