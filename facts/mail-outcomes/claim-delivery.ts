import type { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import type { Envelope } from '../../email/compose.ts';
import { withReplyAddress } from '../../email/reply-address.ts';
import { decideDelivery, DELIVERY_BY_PURPOSE } from '../../policy/outbound-mail/delivery.ts';
import { claimMessage, wordsOf } from '../outbound-mail/claim-message.ts';
import { messageFacts } from '../outbound-mail/message-facts.ts';
import type { Tx } from '../transaction.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';
import { settleMessage } from './settle-message.ts';

/** What the mail provider is asked for: to send, once, or what became of an earlier call. */
export type ProviderCall =
  | { do: 'send'; envelope: Envelope }
  | { do: 'look_up'; sendId: string; serverToken: string | null };

/** `publicUrl` begins every link; `mailbox` is where answers may come in. */
type Around = { searchLagMs: number; publicUrl: string; mailbox: string | null };

/** Takes an e-mail, whose row is locked, as far as the call of the mail provider; null where none is made. */
export async function claimDelivery(tx: Tx, message: Message, around: Around): Promise<ProviderCall | null> {
  const { ifNeverFound } = DELIVERY_BY_PURPOSE[message.purpose];
  const step = decideDelivery(messageFacts(message), tx.now, around.searchLagMs, ifNeverFound);
  switch (step.do) {
    case 'wait':
    case 'nothing':
      return null;
    case 'hold':
      if (message.status === 'held') return null;
      message.hold(tx.now);
      await MAIL_PURPOSES[message.purpose].held?.(tx, message);
      return null;
    case 'look_up': {
      if (message.status === 'sending')
        await settleMessage(tx, message, { kind: 'unknown', why: 'outcome_lost' });
      const { postmarkServerToken } = await practiceOf(tx);
      return { do: 'look_up', sendId: message.sendId, serverToken: postmarkServerToken ?? null };
    }
    case 'send':
    case 'resend':
      return claim(tx, message, around);
  }
}

async function claim(tx: Tx, message: Message, around: Around): Promise<ProviderCall | null> {
  const { prepare, rehearsed } = MAIL_PURPOSES[message.purpose];
  const prepared = await prepare(tx, message, around.publicUrl);
  if (prepared === null) return null;
  if ('stop' in prepared) {
    message.stop(prepared.stop, tx.now);
    return null;
  }
  const practice = await practiceOf(tx);
  const envelope = withReplyAddress(prepared, message, practice, around.mailbox);
  if (practice.sending === 'rehearsal') {
    message.rehearse(wordsOf(envelope), tx.now);
    await rehearsed?.(tx, message);
    return null;
  }
  await claimMessage(tx, message, envelope);
  return { do: 'send', envelope };
}

function practiceOf(tx: Tx): Promise<Practice> {
  return tx.em.findOneOrFail(Practice, tx.practiceId);
}
