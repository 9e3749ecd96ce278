import type { Message } from '../../entities/message.ts';
import { composeMessage } from '../../email/compose.ts';
import type { SendOutcome } from '../../email/mailer.ts';
import type { MessagePurpose } from '../../policy/outbound-mail/delivery.ts';
import type { Tx } from '../transaction.ts';
import { noteRehearsed, prepareNote } from '../journeys/deliver-note.ts';
import { settlePrompt } from '../journeys/settle-prompt.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import { holdForPerson } from '../outbound-mail/hold-for-person.ts';
import { prepareReferOutMail } from '../refer-outs/deliver-letter.ts';
import { letterCameBack, letterWent } from '../refer-outs/hand-over.ts';
import {
  lockReferrer,
  thanksArrived,
  thanksBounced,
  thanksRehearsed,
  thanksSettled,
  whyNotThank,
} from '../referrals/deliver-thanks.ts';

type Happening = (tx: Tx, message: Message) => Promise<void>;

type MailPurpose = {
  /** Locks, FOR SHARE, the record whose change must either wait for this send or be seen by it. */
  lock?: Happening;
  /** Asks everything again and renders, in the transaction that sends. */
  prepare: (tx: Tx, message: Message, publicUrl: string) => Promise<Prepared>;
  /** The practice rehearses: it would have left. */
  rehearsed?: Happening;
  /** How the send ended. */
  settled?: (tx: Tx, message: Message, outcome: SendOutcome) => Promise<void>;
  arrived?: Happening;
  bounced?: Happening;
  /** Never found, and not to be repeated by the machine. */
  held?: Happening;
};

/** What is different about each kind of e-mail; everything else is `activities/deliver.ts`. */
export const MAIL_PURPOSES: Readonly<Record<MessagePurpose, MailPurpose>> = {
  thanks: {
    lock: lockReferrer,
    prepare: async (tx, message, publicUrl) => {
      const why = await whyNotThank(tx, message);
      return why ? { stop: why } : compose(tx, message, publicUrl, 'no_address');
    },
    rehearsed: thanksRehearsed,
    settled: thanksSettled,
    arrived: thanksArrived,
    bounced: thanksBounced,
  },
  staff_note: {
    prepare: async (tx, message, publicUrl) => {
      const why = message.referral ? await whyNotThank(tx, message) : null;
      return why ? { stop: why } : compose(tx, message, publicUrl, 'no_address');
    },
  },
  carrier: {
    prepare: prepareNote,
    rehearsed: noteRehearsed,
    settled: (tx, message, { kind }) => settlePrompt(tx, message, kind),
    held: holdForPerson,
  },
  refer_out: {
    prepare: prepareReferOutMail,
    settled: async (tx, message, { kind }) => (kind === 'sent' ? letterWent(tx, message) : undefined),
    bounced: letterCameBack,
    held: holdForPerson,
  },
  friday_list: {
    prepare: (tx, message, publicUrl) => compose(tx, message, publicUrl, 'nobody_to_write_to'),
    held: holdForPerson,
  },
  test: {
    prepare: (tx, message, publicUrl) => compose(tx, message, publicUrl, 'nobody_to_write_to'),
    held: holdForPerson,
  },
};

async function compose(tx: Tx, message: Message, publicUrl: string, otherwise: string): Promise<Prepared> {
  return (await composeMessage(tx.em, message, publicUrl)) ?? { stop: otherwise };
}
