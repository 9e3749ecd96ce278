import type { Message } from '../../entities/message.ts';
import type { SendOutcome } from '../../email/send-outcome.ts';
import type { Tx } from '../transaction.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';
import { suppressHere } from './suppress-here.ts';

/** Writes down how a send ended, and what that means for what it was about. States only move forward. */
export async function settleMessage(tx: Tx, message: Message, outcome: SendOutcome): Promise<void> {
  if (message.status !== 'sending' && message.status !== 'unknown') return;
  switch (outcome.kind) {
    case 'sent':
      message.markSent(outcome.postmarkMessageId, tx.now);
      break;
    case 'refused':
      message.refuse(outcome.why, tx.now);
      if (outcome.inactive && message.to)
        await suppressHere(tx, { address: message.to, reason: 'inactive', at: null });
      break;
    case 'not_sent':
      message.retryLater(outcome.why, tx.now, outcome.notBefore);
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
