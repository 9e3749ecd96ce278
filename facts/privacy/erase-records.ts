import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import type { Professional } from '../../entities/professional.ts';
import type { Referral } from '../../entities/referral.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import { audit, type Tx } from '../transaction.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { addEvent } from '../referral-event.ts';
import { reevaluate } from '../signal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-journey.ts';

const OPEN_STAGES: readonly string[] = ['received', 'contacted', 'booked'];

/** Whoever was sent is no longer named; the line keeps its number, and the thanks to whoever sent them is not touched (§7.1). */
export function eraseWhoWasSent(tx: Tx, referral: Referral): void {
  tx.em.assign(referral, {
    personFirstName: null,
    personEmail: null,
    personPhone: null,
    personNameHash: null,
    personEmailHash: null,
    personPhoneHash: null,
    personErasedAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'erase', { entity: 'referral', id: referral.id }, ['person']);
}

/** Whoever sent somebody is no longer named; a thanks that has not gone is let go. */
export async function eraseReferrer(tx: Tx, referral: Referral): Promise<void> {
  const { referrerClient, referrerProfessional } = referral;
  tx.em.assign(referral, {
    referrerFirstName: null,
    referrerEmail: null,
    referrerHash: referrerClient?.id ?? referrerProfessional?.id ?? referral.id,
    referrerErasedAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'erase', { entity: 'referral', id: referral.id }, ['referrer']);
  if (referral.status !== 'due' && referral.status !== 'needs_person') return;
  await closeAcknowledgement(tx, referral, { status: 'let_go', why: 'erased' });
  addEvent(tx, referral, 'let_go', 'erased');
  reevaluate(tx, 'referral', referral.id);
}

/** Who got in touch is no longer known; what became of it still counts. */
export function eraseEnquirer(tx: Tx, enquiry: Enquiry): void {
  const isOpen = OPEN_STAGES.includes(enquiry.stage);
  tx.em.assign(enquiry, {
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    nameHash: null,
    emailHash: null,
    phoneHash: null,
    sourceRef: null,
    reopenedBecause: null,
    erasedAt: tx.now,
    updatedAt: tx.now,
    ...(isOpen ? { stage: 'closed' as const, closedAt: tx.now } : {}),
  });
  addEnquiryEvent(tx, enquiry, 'erased');
  reevaluate(tx, 'enquiry', enquiry.id);
  audit(tx, 'erase', { entity: 'enquiry', id: enquiry.id });
}

/** An empty row stays, so that sessions, milestones and generations still count; nothing leads from it to anybody. */
export async function eraseClient(tx: Tx, client: Client): Promise<void> {
  tx.em.assign(client, {
    firstName: '',
    lastName: null,
    email: null,
    emailHash: null,
    phone: null,
    externalRef: null,
    birthYear: null,
    plannedEndOn: null,
    sourceRef: null,
    searchTokens: [],
    erasedAt: tx.now,
    updatedAt: tx.now,
  });
  await tx.em.nativeUpdate(Client, { sourceKind: 'client', sourceRef: client.id }, { sourceRef: null });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'erase', { entity: 'client', id: client.id });
}

/** The same for a colleague: their kind stays for the figures. */
export function eraseProfessional(tx: Tx, professional: Professional): void {
  tx.em.assign(professional, {
    title: null,
    firstName: '',
    lastName: '',
    organisation: null,
    email: null,
    emailHash: null,
    phone: null,
    focus: [],
    trusted: false,
    howWeKnowThem: null,
    lastConfirmedOn: null,
    placesKnown: null,
    takesReferrals: null,
    mayEmail: false,
    riskFlags: [],
    expectedPerMonth: null,
    searchTokens: [],
    erasedAt: tx.now,
    updatedAt: tx.now,
  });
  audit(tx, 'erase', { entity: 'professional', id: professional.id });
}
