import type { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import type { Envelope } from '../../email/compose.ts';
import type { Tx } from '../transaction.ts';
import { makeLinkWork } from './make-link-work.ts';

/** An e-mail as it leaves; why it never does; or null where it does not leave now. */
export type Prepared = Envelope | { stop: string } | null;

/** Claims an e-mail for one call of the mail provider; its links work from now on. */
export async function claimMessage(tx: Tx, message: Message, envelope: Envelope): Promise<void> {
  const first = message.attempts === 0;
  message.claim(wordsOf(envelope), tx.now);
  for (const link of envelope.links) await makeLinkWork(tx, link);
  if (first)
    tx.em.create(SentAs, { sendId: message.sendId, practiceId: tx.practiceId, messageId: message.id });
}

/** The rendered words as they leave, or would leave. */
export function wordsOf({ to, subject, text, html, templateVersion }: Envelope) {
  return { to, toHash: emailHash(to), subject, text, html, templateVersion };
}
