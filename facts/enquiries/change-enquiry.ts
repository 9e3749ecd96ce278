import type { Enquiry } from '../../entities/enquiry.ts';
import { emailHash, nameHash, phoneHash } from '../../entities/crypto/look-up.ts';
import type { FITS, ON_BEHALF } from '../../policy/enquiries/enquiry-terms.ts';
import { recheckConflict } from './conflict.ts';
import { refuseErased } from '../erased-people.ts';
import { audit, type Tx } from '../transaction.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
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

/** Changes an enquiry; a possible conflict of interest is checked before anything is booked. */
export async function changeEnquiry(tx: Tx, enquiryId: string, change: EnquiryChange): Promise<Enquiry> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.erasedAt) throw conflict('The details of this person were erased.');
  const { person = {}, practitionerId, knowsACurrentClient, ...plain } = change;
  const { email, firstName = enquiry.firstName } = person;
  if (email && emailHash(email) !== enquiry.emailHash)
    await refuseErased(tx, { email, firstName }, 'person.');
  const { practitioner } = await resolveAssignment(tx, change);
  const given = Object.entries({ ...person, ...plain }).filter(([, value]) => value !== undefined);
  tx.em.assign(enquiry, Object.fromEntries(given));
  if (practitionerId !== undefined) enquiry.practitioner = practitioner;
  enquiry.noteNames();
  enquiry.nameHash = enquiry.firstName ? nameHash(enquiry.firstName) : null;
  enquiry.emailHash = enquiry.email ? emailHash(enquiry.email) : null;
  enquiry.phoneHash = enquiry.phone ? phoneHash(enquiry.phone) : null;
  const said = knowsACurrentClient ?? enquiry.knowsACurrentClient ?? null;
  const isChange = said !== (enquiry.knowsACurrentClient ?? null);
  enquiry.knowsACurrentClient = said;
  if (isChange) await recheckConflict(tx, enquiry);
  enquiry.updatedAt = tx.now;
  await openCommitment(tx, 'enquiry', enquiry.id);
  audit(tx, 'change', { entity: 'enquiry', id: enquiry.id }, Object.keys(change));
  return enquiry;
}

/** Records a failed contact attempt; after a professional referral two are the limit (§3.4). */
export async function noteAttempt(tx: Tx, enquiryId: string): Promise<Enquiry> {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (enquiry.stage !== 'received')
    throw conflict('They were reached, or it has ended: there is nothing to try.');
  if (enquiry.byLetter && enquiry.attempts >= MOST_ATTEMPTS)
    throw conflict(
      'They were tried twice, and more would be pressing: it is let go ten days after the letter.',
    );
  enquiry.attempts += 1;
  addEnquiryEvent(tx, enquiry, 'attempted');
  audit(tx, 'attempt', { entity: 'enquiry', id: enquiry.id });
  return enquiry;
}

const MOST_ATTEMPTS = 2;
