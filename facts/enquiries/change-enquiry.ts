import type { Enquiry } from '../../entities/enquiry.ts';
import { emailHash, nameHash, phoneHash } from '../../entities/crypto/look-up.ts';
import type { FITS, ON_BEHALF } from '../../policy/enquiries/enquiry-terms.ts';
import { followConflict } from './conflict.ts';
import { audit, type Fact } from '../transaction.ts';
import { knownWork } from '../practice/known-work.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { noteEnquiryEvent } from '../enquiry-event.ts';
import { openPromise } from '../commitments/open-commitment.ts';
import { conflict } from '../refusal.ts';

type Text = string | null | undefined;

export type EnquiryChange = {
  person?: { firstName?: string | undefined; lastName?: Text; email?: Text; phone?: Text } | undefined;
  onBehalf?: (typeof ON_BEHALF)[number] | null | undefined;
  knowsACurrentClient?: boolean | undefined;
  severalNames?: boolean | undefined;
  practitionerId?: string | null | undefined;
  serviceLineId?: string | null | undefined;
  fit?: (typeof FITS)[number] | undefined;
};

/** What is known of somebody who may become a client changes; a conflict that comes to light is looked at before anything is booked. */
export async function changeEnquiry(fact: Fact, enquiryId: string, change: EnquiryChange): Promise<Enquiry> {
  const enquiry = await lockEnquiry(fact, enquiryId);
  if (enquiry.erasedAt) throw conflict('The details of this person were erased.');
  const { person = {}, practitionerId, knowsACurrentClient, ...plain } = change;
  const { practitioner } = await knownWork(fact, change);
  const given = Object.entries({ ...person, ...plain }).filter(([, value]) => value !== undefined);
  fact.em.assign(enquiry, Object.fromEntries(given));
  if (practitionerId !== undefined) enquiry.practitioner = practitioner;
  enquiry.nameHash = enquiry.firstName ? nameHash(enquiry.firstName) : null;
  enquiry.emailHash = enquiry.email ? emailHash(enquiry.email) : null;
  enquiry.phoneHash = enquiry.phone ? phoneHash(enquiry.phone) : null;
  const said = knowsACurrentClient ?? enquiry.knowsACurrentClient ?? null;
  const isNews = said !== (enquiry.knowsACurrentClient ?? null);
  enquiry.knowsACurrentClient = said;
  if (isNews) await followConflict(fact, enquiry);
  enquiry.updatedAt = fact.now;
  await openPromise(fact, 'enquiry', enquiry.id);
  audit(fact, 'change', { entity: 'enquiry', id: enquiry.id }, Object.keys(change));
  return enquiry;
}

/** Somebody was tried and not reached; of a person whom a colleague sent, twice is enough (§3.4). */
export async function noteAttempt(fact: Fact, enquiryId: string): Promise<Enquiry> {
  const enquiry = await lockEnquiry(fact, enquiryId);
  if (enquiry.stage !== 'received')
    throw conflict('They were reached, or it has ended: there is nothing to try.');
  if (enquiry.byLetter && enquiry.attempts >= MOST_ATTEMPTS)
    throw conflict(
      'They were tried twice, and more would be pressing: it is let go ten days after the letter.',
    );
  enquiry.attempts += 1;
  noteEnquiryEvent(fact, enquiry, 'attempted');
  audit(fact, 'attempt', { entity: 'enquiry', id: enquiry.id });
  return enquiry;
}

const MOST_ATTEMPTS = 2;
