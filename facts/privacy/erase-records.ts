import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import type { Professional } from '../../entities/professional.ts';
import type { Referral } from '../../entities/referral.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import { audit, type Tx } from '../transaction.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { addEvent } from '../referral-event.ts';
import { reevaluate } from '../signal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

/** Erases the referred person from a referral; its number and its thanks are not touched (§7.1). */
export function eraseReferredPerson(tx: Tx, referral: Referral): void {
  referral.erasePerson(tx.now);
  audit(tx, 'erase', { entity: 'referral', id: referral.id }, ['person']);
}

/** Erases the referrer from a referral and closes a thanks that was not sent. */
export async function eraseReferrer(tx: Tx, referral: Referral): Promise<void> {
  referral.eraseReferrer(tx.now);
  audit(tx, 'erase', { entity: 'referral', id: referral.id }, ['referrer']);
  if (referral.status !== 'due' && referral.status !== 'needs_person') return;
  await closeAcknowledgement(tx, referral, { status: 'let_go' });
  addEvent(tx, referral, 'let_go', 'erased');
  reevaluate(tx, 'referral', referral.id);
}

/** Erases an enquiry's person; its outcome still counts. */
export function eraseEnquirer(tx: Tx, enquiry: Enquiry): void {
  enquiry.erase(tx.now);
  addEnquiryEvent(tx, enquiry, 'erased');
  reevaluate(tx, 'enquiry', enquiry.id);
  audit(tx, 'erase', { entity: 'enquiry', id: enquiry.id });
}

/**
 * Keeps the emptied row, so that sessions, milestones and generations still count; nothing in it identifies the person.
 */
export async function eraseClient(tx: Tx, client: Client): Promise<void> {
  client.erase(tx.now);
  await tx.em.nativeUpdate(Client, { sourceKind: 'client', sourceRef: client.id }, { sourceRef: null });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'erase', { entity: 'client', id: client.id });
}

/** Erases a professional's row; their kind stays for the figures. */
export function eraseProfessional(tx: Tx, professional: Professional): void {
  professional.erase(tx.now);
  reevaluate(tx, 'relationship', professional.id);
  audit(tx, 'erase', { entity: 'professional', id: professional.id });
}
