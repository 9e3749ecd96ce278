import type { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { SentAs } from '../../entities/sent-as.ts';
import type { Envelope } from '../../email/compose.ts';
import type { HoldReason } from '../../policy/outbound-mail/delivery.ts';
import type { Tx } from '../transaction.ts';
import { makeLinksWork } from './make-link-work.ts';

/** An e-mail as it leaves; why it never does; why a person has to look at it first; or null where it does not leave now. */
export type Prepared = Envelope | { stop: string } | { hold: HoldReason } | null;

/** Claims an e-mail for one call of the mail provider; its links work from now on. */
export async function claimMessage(tx: Tx, message: Message, envelope: Envelope): Promise<void> {
  const first = message.attempts === 0;
  message.claim(wordsOf(envelope), tx.now);
  await makeLinksWork(tx, envelope.links);
  if (first)
    tx.em.create(SentAs, { sendId: message.sendId, practiceId: tx.practiceId, messageId: message.id });
}

/** The rendered words as they leave, or would leave; of what is for its reader alone only that it left. */
export function wordsOf({ to, subject, text, html, templateVersion, isForOneAlone }: Envelope) {
  const kept = isForOneAlone ? { text: null, html: null } : { text, html };
  return { to, toHash: emailHash(to), subject, ...kept, templateVersion };
}
