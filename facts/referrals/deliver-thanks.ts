import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import type { Message } from '../../entities/message.ts';
import { Referral } from '../../entities/referral.ts';
import { phrasesIn } from '../../email/phrases.ts';
import type { SendOutcome } from '../../email/send-outcome.ts';
import { logDisclosure } from '../disclosures/log-disclosure.ts';
import type { HoldReason } from '../../policy/outbound-mail/delivery.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import type { Tx } from '../transaction.ts';
import { handOverAcknowledgement } from './hand-over-acknowledgement.ts';
import { reopenThanks } from './give-permission.ts';
import { addEvent } from '../referral-event.ts';

/** Locks the referrer's record, FOR SHARE: a hold that is placed now either waits for this send or is seen by it. */
export async function lockReferrer(tx: Tx, message: Message): Promise<void> {
  const { em, practiceId } = tx;
  const { referrerClient } = await thankedFor(tx, message);
  const lockMode = LockMode.PESSIMISTIC_READ;
  if (referrerClient) await em.findOne(Client, { practiceId, id: referrerClient.id }, { lockMode });
}

/** Why the thanks, or a note to staff about it, no longer leaves. */
export async function whyNotThank(tx: Tx, message: Message): Promise<string | null> {
  const { status } = await thankedFor(tx, message);
  const isWanted = status === 'due' || (message.purpose === 'staff_note' && status === 'needs_person');
  return isWanted ? null : status;
}

/** Rehearsed: shown as it would have left. */
export async function thanksRehearsed(tx: Tx, message: Message): Promise<void> {
  const referral = await thankedFor(tx, message);
  addEvent(tx, referral, 'would_send');
  const by = message.askedBy ?? null;
  await closeAcknowledgement(tx, referral, { status: 'would_send', at: tx.now, by });
}

/** How the send ended, on the referral's timeline; what was sent is thanked for. */
export async function thanksSettled(tx: Tx, message: Message, outcome: SendOutcome): Promise<void> {
  const referral = await thankedFor(tx, message);
  if (outcome.kind === 'refused' || outcome.kind === 'unknown')
    addEvent(tx, referral, outcome.kind, outcome.why);
  if (outcome.kind !== 'sent' || referral.status === 'sent') return;
  addEvent(tx, referral, 'sent');
  if (namesThePerson(referral, message))
    logDisclosure(tx, {
      enquiryId: referral.enquiry?.id ?? null,
      recipientId: referral.referrerClient?.id ?? referral.id,
      what: 'it_was_them',
      via: 'email',
      consentId: null,
    });
  await closeAcknowledgement(tx, referral, { status: 'sent', at: tx.now, by: message.askedBy ?? null });
}

export async function thanksArrived(tx: Tx, message: Message): Promise<void> {
  addEvent(tx, await thankedFor(tx, message), 'delivered');
}

/** The thanks came back, so nobody has been thanked: another way is found by a person (§4.1). */
export async function thanksBounced(tx: Tx, message: Message): Promise<void> {
  const referral = await thankedFor(tx, message);
  addEvent(tx, referral, 'bounced');
  if (referral.status !== 'sent') return;
  referral.status = 'needs_person';
  referral.needsPerson = 'bounced';
  referral.handedOverAt = null;
  referral.thankedAt = null;
  referral.lateReason = null;
  referral.thankedBy = null;
  await reopenThanks(tx, referral);
}

/** Whether it told the referrer who came, as that person allowed (M4): every disclosure is logged (§3.8). */
function namesThePerson({ mayName, personFirstName }: Referral, { text }: Message): boolean {
  const [first = ''] = (personFirstName ?? '').trim().split(/\s+/);
  return mayName === true && phrasesIn(text ?? '', [first]).length > 0;
}

/** The practice's own words cannot be filled in: a person thanks, or mends them and sends it again. */
export async function thanksHeld(tx: Tx, message: Message, why: HoldReason): Promise<void> {
  const { id } = await thankedFor(tx, message);
  if (why === 'cannot_write') await handOverAcknowledgement(tx, id, why);
}

async function thankedFor(tx: Tx, message: Message): Promise<Referral> {
  return tx.em.findOneOrFail(Referral, { practiceId: tx.practiceId, id: message.referral?.id ?? '' });
}
