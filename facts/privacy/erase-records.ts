import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import type { Professional } from '../../entities/professional.ts';
import type { Referral } from '../../entities/referral.ts';
import { closeAcknowledgement } from '../referrals/close-acknowledgement.ts';
import { audit, type Fact } from '../transaction.ts';
import { noteEnquiryEvent } from '../enquiry-event.ts';
import { noteEvent } from '../referral-event.ts';
import { ring } from '../signal.ts';
import { ringOpenJourney } from '../commitments/reevaluate-journey.ts';

const OPEN_STAGES: readonly string[] = ['received', 'contacted', 'booked'];

/** Whoever was sent is no longer named; the line keeps its number, and the thanks to whoever sent them is not touched (§7.1). */
export function eraseWhoWasSent(fact: Fact, referral: Referral): void {
  fact.em.assign(referral, {
    personFirstName: null,
    personEmail: null,
    personPhone: null,
    personNameHash: null,
    personEmailHash: null,
    personPhoneHash: null,
    personErasedAt: fact.now,
    updatedAt: fact.now,
  });
  audit(fact, 'erase', { entity: 'referral', id: referral.id }, ['person']);
}

/** Whoever sent somebody is no longer named; a thanks that has not gone is let go. */
export async function eraseReferrer(fact: Fact, referral: Referral): Promise<void> {
  const { referrerClient, referrerProfessional } = referral;
  fact.em.assign(referral, {
    referrerFirstName: null,
    referrerEmail: null,
    referrerHash: referrerClient?.id ?? referrerProfessional?.id ?? referral.id,
    referrerErasedAt: fact.now,
    updatedAt: fact.now,
  });
  audit(fact, 'erase', { entity: 'referral', id: referral.id }, ['referrer']);
  if (referral.status !== 'due' && referral.status !== 'needs_person') return;
  await closeAcknowledgement(fact, referral, { status: 'let_go', why: 'erased' });
  noteEvent(fact, referral, 'let_go', 'erased');
  ring(fact, 'referral', referral.id);
}

/** Who got in touch is no longer known; what became of it still counts. */
export function eraseEnquirer(fact: Fact, enquiry: Enquiry): void {
  const isOpen = OPEN_STAGES.includes(enquiry.stage);
  fact.em.assign(enquiry, {
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    nameHash: null,
    emailHash: null,
    phoneHash: null,
    sourceRef: null,
    reopenedBecause: null,
    erasedAt: fact.now,
    updatedAt: fact.now,
    ...(isOpen ? { stage: 'closed' as const, closedAt: fact.now } : {}),
  });
  noteEnquiryEvent(fact, enquiry, 'erased');
  ring(fact, 'enquiry', enquiry.id);
  audit(fact, 'erase', { entity: 'enquiry', id: enquiry.id });
}

/** An empty row stays, so that sessions, milestones and generations still count; nothing leads from it to anybody. */
export async function eraseClient(fact: Fact, client: Client): Promise<void> {
  fact.em.assign(client, {
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
    erasedAt: fact.now,
    updatedAt: fact.now,
  });
  await fact.em.nativeUpdate(Client, { sourceKind: 'client', sourceRef: client.id }, { sourceRef: null });
  await ringOpenJourney(fact, client.id);
  audit(fact, 'erase', { entity: 'client', id: client.id });
}

/** The same for a colleague: their kind stays for the figures. */
export function eraseProfessional(fact: Fact, professional: Professional): void {
  fact.em.assign(professional, {
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
    erasedAt: fact.now,
    updatedAt: fact.now,
  });
  audit(fact, 'erase', { entity: 'professional', id: professional.id });
}
