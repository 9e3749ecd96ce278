import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../../entities/appended-rows.ts';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { Commitment } from '../../entities/commitment.ts';
import { Referral, type REFERRAL_KINDS } from '../../entities/referral.ts';
import type { ContactChannel } from '../../policy/source-log/source-kinds.ts';
import { emailHash, nameHash, phoneHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { whyPerson, type LearnedFrom } from '../../policy/referrals/acknowledgement.ts';
import { mayBeThanked } from '../../policy/referrals/thanks.ts';
import { announce } from '../announce.ts';
import { refuseErased } from '../erased-people.ts';
import { audit, type Tx } from '../transaction.ts';
import { findSameReferral } from './find-same-referral.ts';
import { identifyReferrer, type NamedReferrer, type Referrer } from './identify-referrer.ts';
import { linkReferral, sourceOf } from './link-referral.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import { nextNumber } from '../next-number.ts';
import { addEvent, type TimelineEvent } from '../referral-event.ts';
import { recordPermission } from './record-permission.ts';
import { refuseAFriendsDetails, refuseClientsLetter } from './refuse-referral.ts';
import { wrongFields } from '../refusal.ts';
import { prepareEnquiry, type OpenedEnquiry, type OpenEnquiry } from '../enquiries/open-enquiry.ts';
import { reevaluate } from '../signal.ts';
import { reevaluateRelationshipsOf } from '../commitments/reevaluate-relationships.ts';
import { addSourceLine } from '../source-line.ts';

export type NewReferral = {
  /** `told`: "I've told someone", and nothing more. */
  kind?: (typeof REFERRAL_KINDS)[number] | undefined;
  learnedFrom: LearnedFrom;
  referrer: NamedReferrer;
  person?: { firstName: string; email?: string | undefined; phone?: string | undefined } | undefined;
  via: ContactChannel;
  mayThank?: boolean | undefined;
  mayName?: boolean | undefined;
  personAgreed?: boolean | undefined;
  practitionerId?: string | undefined;
  serviceLineId?: string | undefined;
  receivedAt: Date;
  distinct?: boolean | undefined;
  /** More strangers have come today than are thanked (facts/referrals/thanks-rate-limit.ts). */
  isOneOfTooMany?: boolean | undefined;
  /** Version of the wording beside the permission to thank. */
  wordingVersion?: string | undefined;
  /** The existing enquiry that this referral belongs to. */
  enquiryId?: string | undefined;
  /** The person enquires at the same time: one line for both. */
  enquiring?: OpenEnquiry | undefined;
};

export type RecordedReferral =
  | { outcome: 'recorded'; referral: Referral; timeline: TimelineEvent[]; opened: OpenedEnquiry | null }
  | { outcome: 'same'; referral: Referral; byName: boolean };

/**
 * Records a referral: row, number, source log line and the commitment to thank, in one transaction (S22, S24). The same
 * contact from the same referrer within 30 days returns the existing one.
 */
export async function recordReferral(
  tx: Tx,
  input: NewReferral,
  deadlineMs: number,
): Promise<RecordedReferral> {
  refuseAFriendsDetails(input);
  refuseClientsLetter(input);
  if ('firstName' in input.referrer) await refuseErased(tx, input.referrer, 'referrer.');
  if (input.person) await refuseErased(tx, input.person, 'person.');
  const referrer = await identifyReferrer(tx, input.referrer, input.learnedFrom);
  const person = personHashes(input);
  const same = input.person
    ? await findSameReferral(tx, {
        referrerHash: referrer.hash,
        ...person,
        distinct: input.distinct === true,
      })
    : null;
  if (same) return { outcome: 'same', ...same };

  const known = input.enquiryId ? await knownEnquiry(tx, input.enquiryId) : null;
  const enquiring = known ? null : (input.enquiring ?? enquiryByLetter(input));
  const open = enquiring && (await prepareEnquiry(tx, enquiring));
  const referral = await createReferral(tx, input, referrer, deadlineMs);
  const opened = open && (await open({ ...sourceOf(referral), line: referral.number }));
  if (known) linkReferral(tx, referral, known);
  if (opened) opened.timeline.push(linkReferral(tx, referral, opened.enquiry));
  if (input.mayThank !== undefined) {
    recordPermission(tx, referral, {
      mayThank: input.mayThank,
      mayName: input.mayName ?? false,
      wordingVersion: input.wordingVersion ?? null,
      spoken: false,
    });
  }
  const received = addEvent(tx, referral, 'received', input.learnedFrom);
  const timeline =
    referral.status === 'not_permitted' ? [received, addEvent(tx, referral, 'not_permitted')] : [received];
  if (referral.status !== 'not_permitted') commitToThanks(tx, referral);
  await logReferral(tx, referral, referrer);
  announce(tx, 'referral.recorded', { referralId: referral.id });
  audit(tx, 'create', { entity: 'referral', id: referral.id }, Object.keys(input));
  return { outcome: 'recorded', referral, timeline, opened };
}

/** A professional referral with the person's consent opens an enquiry (§3.4). */
function enquiryByLetter(input: NewReferral): OpenEnquiry | null {
  const { learnedFrom, personAgreed, person, practitionerId, serviceLineId, via, receivedAt } = input;
  if (learnedFrom !== 'professional_letter' || !personAgreed || !person) return null;
  return { person, practitionerId, serviceLineId, via, receivedAt, byLetter: true };
}

async function knownEnquiry(tx: Tx, enquiryId: string): Promise<Enquiry> {
  const enquiry = await tx.em.findOne(Enquiry, { id: enquiryId });
  if (enquiry) return enquiry;
  throw wrongFields([{ path: 'enquiryId', message: 'There is no enquiry with this id.' }]);
}

/** Inserts the commitment to thank and signals the workflow. */
function commitToThanks(tx: Tx, referral: Referral): void {
  appendRow(tx.em, Commitment, {
    kind: 'referral',
    subjectId: referral.id,
    practiceId: tx.practiceId,
    dueAt: tx.now,
    signalCount: 0,
  });
  reevaluate(tx, 'referral', referral.id);
}

function personHashes({ person }: NewReferral) {
  return {
    personNameHash: person ? nameHash(person.firstName) : null,
    personEmailHash: person?.email ? emailHash(person.email) : null,
    personPhoneHash: person?.phone ? phoneHash(person.phone) : null,
  };
}

async function createReferral(
  tx: Tx,
  input: NewReferral,
  referrer: Referrer,
  deadlineMs: number,
): Promise<Referral> {
  const { em, practiceId, now } = tx;
  const { practitioner } = await resolveAssignment(tx, input);
  const ageMs = now.getTime() - input.receivedAt.getTime();
  const permitted = input.mayThank !== false && mayBeThanked(input.learnedFrom, input.mayThank ?? null);
  const needsPerson = whyPerson({ ...input, isUnclear: referrer.kind === 'unknown', ageMs });
  return em.create(Referral, {
    id: randomUUIDv7(),
    practiceId,
    number: await nextNumber(tx, 'source_log'),
    kind: input.kind ?? 'referral',
    learnedFrom: input.learnedFrom,
    via: input.via,
    referrerClient: referrer.kind === 'client' ? em.getReference(Client, [practiceId, referrer.id]) : null,
    referrerProfessional:
      referrer.kind === 'professional' ? em.getReference(Professional, [practiceId, referrer.id]) : null,
    referrerFirstName: referrer.firstName,
    referrerEmail: referrer.email,
    referrerHash: referrer.hash,
    personFirstName: input.person?.firstName ?? null,
    personEmail: input.person?.email ?? null,
    personPhone: input.person?.phone ?? null,
    searchTokens: prefixTokens(referrer.firstName, input.person?.firstName),
    ...personHashes(input),
    personAgreed: input.personAgreed ?? false,
    mayThank: input.mayThank ?? null,
    mayName: input.mayName ?? null,
    practitioner,
    serviceLineId: input.serviceLineId ?? null,
    receivedAt: input.receivedAt,
    recordedAt: now,
    recordedBy: tx.actor.staffId,
    status: permitted ? (needsPerson ? 'needs_person' : 'due') : 'not_permitted',
    needsPerson: permitted ? needsPerson : null,
    clockStartedAt: input.receivedAt,
    dueAt: permitted ? new Date(input.receivedAt.getTime() + deadlineMs) : null,
    lateAtEntry: ageMs > deadlineMs,
    updatedAt: now,
  });
}

async function logReferral(tx: Tx, referral: Referral, referrer: Referrer): Promise<void> {
  addSourceLine(tx, {
    number: referral.number,
    kind: referral.kind,
    referralId: referral.id,
    ...(referral.enquiry ? { enquiryId: referral.enquiry.id } : {}),
    sourceKind: referrer.kind === 'unknown' ? 'other' : referrer.kind,
    sourceRef: referrer.kind === 'client' || referrer.kind === 'professional' ? referrer.id : null,
    channel: referral.via,
    receivedAt: referral.receivedAt,
  });
  if (referrer.kind === 'professional') await reevaluateRelationshipsOf(tx, [referrer.id]);
}
