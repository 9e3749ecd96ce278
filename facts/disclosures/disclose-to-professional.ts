import { Client } from '../../entities/client.ts';
import type { Disclosure, DISCLOSED_VIA } from '../../entities/disclosure.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { mayDisclose, type Feedback, type Recipient } from '../../policy/disclosures/disclosure.ts';
import { refusalWords, type Outcome } from '../../policy/disclosures/release.ts';
import type { Tx } from '../transaction.ts';
import { readFeedbackConsent } from './feedback-consent.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { logDisclosure } from './log-disclosure.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { conflict } from '../refusal.ts';

type DisclosureInput = { recipient: string; what: Feedback; via: (typeof DISCLOSED_VIA)[number] };

/** Records a disclosure, append-only, and refuses what the matrix does not allow (§3.2). */
export async function discloseToProfessional(
  tx: Tx,
  enquiryId: string,
  { recipient, what, via }: DisclosureInput,
): Promise<Disclosure | null> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  const to = await recipientOf(tx, enquiry, recipient);
  if (!to) return null;
  const verdict = mayDisclose(to, what);
  if (!verdict.may) throw conflict(refusalWords(verdict.why));
  addEnquiryEvent(tx, enquiry, 'told_professional', what);
  const { consentId } = verdict;
  return logDisclosure(tx, { enquiryId, recipientId: recipient, what, via, consentId });
}

/** The recipient with this id: a professional with their release status, or a client; null where there is none. */
export async function recipientOf(
  tx: Tx,
  enquiry: Enquiry,
  recipientId: string | null,
): Promise<Recipient | null> {
  if (recipientId === null) return null;
  if ((await tx.em.count(Professional, { id: recipientId })) > 0) {
    const { status } = await readFeedbackConsent(tx, enquiry, recipientId);
    return { as: 'professional_referrer', consent: status };
  }
  return (await tx.em.count(Client, { id: recipientId })) > 0
    ? { as: 'personal_referrer', mayName: false }
    : null;
}

/** The outcome of an enquiry, as far as it may ever be released. */
export async function outcomeOf({ em }: Tx, enquiry: Enquiry): Promise<Outcome> {
  const client = enquiry.client ? await em.findOne(Client, { id: enquiry.client.id }) : null;
  const sentOn = await em.count(ReferOut, { enquiryId: enquiry.id });
  return {
    gotInTouch: !enquiry.byLetter || Boolean(enquiry.contactedAt),
    booked: Boolean(enquiry.bookedAt),
    attended: Boolean(enquiry.attendedAt),
    ended: Boolean(client?.endedOn),
    closed: enquiry.closedReason ?? null,
    sentOn: sentOn > 0,
  };
}
