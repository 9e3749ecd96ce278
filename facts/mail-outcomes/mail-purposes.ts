import type { Message } from '../../entities/message.ts';
import type { SendOutcome } from '../../email/send-outcome.ts';
import type { HoldReason, MessagePurpose } from '../../policy/outbound-mail/delivery.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { reevaluate } from '../signal.ts';
import type { Tx } from '../transaction.ts';
import { noteChange } from '../broadcasts/note-changes.ts';
import { prepareTeamNote } from '../feedback-to-team/prepare-team-note.ts';
import { noteRehearsed, prepareNote } from '../journeys/deliver-note.ts';
import { settlePrompt } from '../journeys/settle-prompt.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import { composeOrHold } from '../outbound-mail/compose-or-hold.ts';
import { holdForPerson } from '../outbound-mail/hold-for-person.ts';
import { prepareReferOutMail } from '../refer-outs/deliver-letter.ts';
import { prepareSignInMail } from '../sign-in/mail-link.ts';
import { lockColleague, prepareCheckIn } from '../relationships/send-check-in.ts';
import { letterCameBack, letterWent } from '../refer-outs/hand-over.ts';
import { noteCameBack } from './note-came-back.ts';
import { staffMailArrived, staffMailCameBack } from './staff-mail.ts';
import {
  lockReferrer,
  thanksArrived,
  thanksBounced,
  thanksHeld,
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
  /** Its address is not written to. */
  suppressed?: Happening;
  arrived?: Happening;
  bounced?: Happening;
  /** A person decides whether it leaves. */
  held?: (tx: Tx, message: Message, why: HoldReason) => Promise<void>;
};

/** Whoever works here depends on their mail: that it does not arrive is somebody's task. */
const TO_STAFF: Pick<MailPurpose, 'settled' | 'suppressed' | 'arrived' | 'bounced'> = {
  settled: async (tx, message, { kind }) => (kind === 'refused' ? staffMailCameBack(tx, message) : undefined),
  suppressed: staffMailCameBack,
  arrived: staffMailArrived,
  bounced: staffMailCameBack,
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
    held: thanksHeld,
  },
  staff_note: {
    prepare: async (tx, message, publicUrl) => {
      const why = message.referral ? await whyNotThank(tx, message) : null;
      return why ? { stop: why } : compose(tx, message, publicUrl, 'no_address');
    },
    ...TO_STAFF,
    held: async (tx, message, why) => (why === 'cannot_write' ? holdForPerson(tx, message, why) : undefined),
  },
  carrier: {
    prepare: prepareNote,
    rehearsed: noteRehearsed,
    settled: async (tx, message, { kind }) => {
      await settlePrompt(tx, message, kind);
      if (kind === 'refused') await noteCameBack(tx, message);
    },
    bounced: noteCameBack,
    held: holdForPerson,
  },
  refer_out: {
    prepare: prepareReferOutMail,
    settled: async (tx, message, { kind }) => (kind === 'sent' ? letterWent(tx, message) : undefined),
    bounced: letterCameBack,
    held: holdForPerson,
  },
  broadcast: {
    // It leaves with others (facts/broadcasts/claim-batch.ts).
    prepare: async () => null,
    settled: async (tx, message, { kind }) => {
      await noteChange(tx, message);
      if (kind === 'refused') await noteCameBack(tx, message);
      if (kind === 'sent' && message.template === TEMPLATE.placesAgain) silenceCounts(tx, message);
    },
    bounced: async (tx, message) => {
      await noteChange(tx, message);
      await noteCameBack(tx, message);
    },
  },
  team_note: {
    prepare: prepareTeamNote,
    held: holdForPerson,
    ...TO_STAFF,
  },
  check_in: { lock: lockColleague, prepare: prepareCheckIn, held: holdForPerson },
  friday_list: {
    prepare: (tx, message, publicUrl) => compose(tx, message, publicUrl, 'nobody_to_write_to'),
    held: holdForPerson,
    ...TO_STAFF,
  },
  sign_in: { prepare: prepareSignInMail, ...TO_STAFF },
  test: {
    prepare: (tx, message, publicUrl) => compose(tx, message, publicUrl, 'nobody_to_write_to'),
    held: holdForPerson,
    ...TO_STAFF,
  },
};

/** A colleague knows that there is room again: from now on it counts how long they send nobody (§5c 5.4a). */
function silenceCounts(tx: Tx, { professional }: Message): void {
  if (professional) reevaluate(tx, 'relationship', professional.id);
}

async function compose(tx: Tx, message: Message, publicUrl: string, otherwise: string): Promise<Prepared> {
  return (await composeOrHold(tx, message, publicUrl)) ?? { stop: otherwise };
}
