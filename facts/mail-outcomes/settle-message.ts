import type { Message } from '../../entities/message.ts';
import { InstallationSuppression } from '../../entities/suppression.ts';
import type { SendOutcome } from '../../email/mailer.ts';
import type { Tx } from '../transaction.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';

/** Writes down how a send ended, and what that means for what it was about. States only move forward. */
export async function settleMessage(tx: Tx, message: Message, outcome: SendOutcome): Promise<void> {
  if (message.status !== 'sending' && message.status !== 'unknown') return;
  switch (outcome.kind) {
    case 'sent':
      message.markSent(outcome.postmarkMessageId, tx.now);
      break;
    case 'refused':
      message.refuse(outcome.why, tx.now);
      if (outcome.inactive && message.toHash) await suppressEverywhere(tx, message.toHash, 'inactive');
      break;
    case 'not_sent':
      message.retryLater(outcome.why, tx.now);
      break;
    case 'unknown':
      message.loseTrack(outcome.why, tx.now);
  }
  await MAIL_PURPOSES[message.purpose].settled?.(tx, message, outcome);
}

/** What the provider's search answered; while it does not show the e-mail, it is asked again later. */
export async function settleFound(tx: Tx, message: Message, postmarkMessageId: string | null): Promise<void> {
  if (message.status !== 'unknown') return;
  if (postmarkMessageId) await settleMessage(tx, message, { kind: 'sent', postmarkMessageId });
  else message.noteNotFound(tx.now);
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
