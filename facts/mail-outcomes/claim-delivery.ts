import type { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import type { Envelope } from '../../email/compose.ts';
import { senderOf } from '../../email/sender.ts';
import { withReplyAddress } from '../../email/reply-address.ts';
import {
  decideDelivery,
  DELIVERY_BY_PURPOSE,
  leavesInEveryMode,
  type HoldReason,
  type Stream,
} from '../../policy/outbound-mail/delivery.ts';
import { claimMessage, wordsOf } from '../outbound-mail/claim-message.ts';
import { isSuppressed } from '../outbound-mail/is-suppressed.ts';
import { awaitsReactivation } from '../outbound-mail/reactivation.ts';
import { messageFacts } from '../outbound-mail/message-facts.ts';
import type { Tx } from '../transaction.ts';
import { MAIL_PURPOSES } from './mail-purposes.ts';
import { settleMessage } from './settle-message.ts';

/** What the mail provider is asked for: to send, once, what became of an earlier call, or to take an address again first. */
export type ProviderCall =
  | { do: 'send'; envelope: Envelope }
  | { do: 'reactivate'; address: string; serverToken: string | null }
  | { do: 'look_up'; sendId: string; stream: Stream; serverToken: string | null };

/** `publicUrl` begins every link; `mailbox` is where answers may come in. */
type Around = { searchLagMs: number; publicUrl: string; mailbox: string | null };

/** Takes an e-mail, whose row is locked, as far as the call of the mail provider; null where none is made. */
export async function claimDelivery(tx: Tx, message: Message, around: Around): Promise<ProviderCall | null> {
  const { ifNeverFound, stream } = DELIVERY_BY_PURPOSE[message.purpose];
  const step = decideDelivery(messageFacts(message), tx.now, around.searchLagMs, ifNeverFound);
  switch (step.do) {
    case 'wait':
    case 'nothing':
      return null;
    case 'hold':
      if (message.status !== 'held') await hold(tx, message, 'unknown_outcome');
      return null;
    case 'look_up': {
      if (message.status === 'sending')
        await settleMessage(tx, message, { kind: 'unknown', why: 'outcome_lost' });
      const { postmarkServerToken } = senderOf(message, await practiceOf(tx));
      return { do: 'look_up', sendId: message.sendId, stream, serverToken: postmarkServerToken };
    }
    case 'send':
    case 'resend':
      return claim(tx, message, around);
  }
}

async function hold(tx: Tx, message: Message, why: HoldReason): Promise<void> {
  message.hold(why, tx.now);
  await MAIL_PURPOSES[message.purpose].held?.(tx, message, why);
}

async function claim(tx: Tx, message: Message, around: Around): Promise<ProviderCall | null> {
  const { prepare, rehearsed } = MAIL_PURPOSES[message.purpose];
  const prepared = await prepare(tx, message, around.publicUrl);
  if (prepared === null) return null;
  if ('stop' in prepared) {
    message.stop(prepared.stop, tx.now);
    return null;
  }
  if ('hold' in prepared) {
    await hold(tx, message, prepared.hold);
    return null;
  }
  if (await isSuppressed(tx, prepared.to, message.purpose)) {
    message.stop('suppressed', tx.now);
    await MAIL_PURPOSES[message.purpose].suppressed?.(tx, message);
    return null;
  }
  const practice = await practiceOf(tx);
  const envelope = withReplyAddress(prepared, message, practice, around.mailbox);
  if (practice.sending === 'rehearsal' && !leavesInEveryMode(message.purpose)) {
    message.rehearse(wordsOf(envelope), tx.now);
    await rehearsed?.(tx, message);
    return null;
  }
  const serverToken = practice.postmarkServerToken ?? null;
  if (await awaitsReactivation(tx, prepared.to))
    return { do: 'reactivate', address: prepared.to, serverToken };
  await claimMessage(tx, message, envelope);
  return { do: 'send', envelope };
}

function practiceOf(tx: Tx): Promise<Practice> {
  return tx.em.findOneOrFail(Practice, tx.practiceId);
}
