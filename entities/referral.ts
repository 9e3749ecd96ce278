import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  ACKNOWLEDGEMENT_STATUSES,
  BY_HAND,
  HAND_OVER_REASONS,
  LEARNED_FROM,
  type AcknowledgementStatus,
  type HandOverReason,
} from '../policy/referrals/acknowledgement.ts';
import { LATE_REASONS } from '../policy/referrals/late-reason.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { prefixTokens } from './crypto/look-up.ts';
import { sealed } from './crypto/sealed.ts';
import { Staff } from './staff.ts';
import { CONTACT_CHANNELS } from '../policy/source-log/source-kinds.ts';

export const REFERRAL_KINDS = ['referral', 'told'] as const;

const ReferralSchema = defineEntity({
  name: 'Referral',
  tableName: 'referral',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'receivedAt'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'referrerClient'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['searchTokens'], type: 'gin' },
    { properties: ['practiceId', 'referrerProfessional'] },
    { properties: ['practiceId', 'referrerHash', 'recordedAt'] },
  ],
  uniques: [{ properties: ['practiceId', 'number'] }],
  properties: {
    ...inPractice,
    number: p.integer(),
    /** `told`: only "I've told someone"; thanked, and counted in no rate (§5a.13). */
    kind: p.enum(REFERRAL_KINDS).columnType('text'),
    learnedFrom: p.enum(LEARNED_FROM).columnType('text'),
    via: p.enum(CONTACT_CHANNELS).columnType('text'),
    referrerClientId: idIn('referrer_client_id').nullable(),
    referrerClient: () => inSamePractice(Client, 'referrer_client_id').nullable(),
    referrerProfessionalId: idIn('referrer_professional_id').nullable(),
    referrerProfessional: () => inSamePractice(Professional, 'referrer_professional_id').nullable(),
    referrerFirstName: sealed('referral.referrer_first_name').nullable(),
    referrerEmail: sealed('referral.referrer_email').nullable(),
    /**
     * Identifies the referrer for duplicate detection: a client's or professional's id, or the hash of what was typed.
     */
    referrerHash: p.text(),
    personFirstName: sealed('referral.person_first_name').nullable(),
    personEmail: sealed('referral.person_email').nullable(),
    personPhone: sealed('referral.person_phone').nullable(),
    personNameHash: p.text().nullable(),
    personEmailHash: p.text().nullable(),
    personPhoneHash: p.text().nullable(),
    /** Of the beginnings of the names that stand here; null: written before these were kept (housekeeping fills them in). */
    searchTokens: p.array().columnType('text[]').nullable(),
    personAgreed: p.boolean(),
    /** The enquiry of the person who was sent, once they have been in touch. */
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    /** When the referred person's name was erased (§3.4); the line stays. */
    personErasedAt: moment().nullable(),
    /** When the same was done with the referrer's. */
    referrerErasedAt: moment().nullable(),
    /** When staff were warned that the name expires soon (day 21). */
    expiryWarnedAt: moment().nullable(),
    mayThank: p.boolean().nullable(),
    mayName: p.boolean().nullable(),
    practitionerId: idIn('practitioner_id').nullable(),
    practitioner: () => inSamePractice(Staff, 'practitioner_id').nullable(),
    serviceLineId: p.uuid().nullable(),
    receivedAt: moment(),
    recordedAt: moment(),
    recordedBy: p.uuid().nullable(),
    status: p.enum(ACKNOWLEDGEMENT_STATUSES).columnType('text'),
    needsPerson: p.enum(HAND_OVER_REASONS).columnType('text').nullable(),
    clockStartedAt: moment(),
    dueAt: moment().nullable(),
    lateAtEntry: p.boolean(),
    openedAt: moment().nullable(),
    remindedAt: moment().nullable(),
    escalatedAt: moment().nullable(),
    handedOverAt: moment().nullable(),
    thankedAt: moment().nullable(),
    thankedBy: p.uuid().nullable(),
    /** Why the thanks went late; null: it did not, or has not gone. */
    lateReason: p.enum(LATE_REASONS).columnType('text').nullable(),
    thankedByHand: p.enum(BY_HAND).columnType('text').nullable(),
    messageId: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** How the thanks for a referral ends. */
export type Closing =
  | { status: 'sent' | 'would_send'; at: Date; by: string | null }
  | { status: 'done_by_hand'; at: Date; by: string | null; how: (typeof BY_HAND)[number] }
  | { status: Extract<AcknowledgementStatus, 'not_permitted' | 'let_go'> };

/** A referral, and how far its thanks has come. */
export class Referral extends ReferralSchema.class {
  /** Found again by the beginnings of these names. */
  noteNames(): void {
    this.searchTokens = prefixTokens(this.referrerFirstName, this.personFirstName);
  }

  /** The thanks is due and will be drafted; not where thanking is not permitted. */
  makeDue(): void {
    if (this.status !== 'not_permitted') this.planThanks(null);
  }

  /** The enquirer permits the thanks: its clock starts now; where the referrer is unclear, staff match them first. */
  permit({ now, deadlineMs, isUnclear }: { now: Date; deadlineMs: number; isUnclear: boolean }): void {
    this.clockStartedAt = now;
    this.dueAt = new Date(now.getTime() + deadlineMs);
    this.planThanks(isUnclear ? 'unmatched' : null);
  }

  /** The thanks is drafted as this message, and is sent automatically unless a person acts first. */
  openThanks(messageId: string, now: Date): void {
    this.planThanks(null);
    this.openedAt = now;
    this.messageId = messageId;
  }

  /** Automation stops: a person thanks by hand, matches the referrer, or closes it without thanks. */
  handOver(because: HandOverReason, now: Date): void {
    this.status = 'needs_person';
    this.needsPerson = because;
    this.handedOverAt = now;
  }

  /** The thanks bounced: nobody has been thanked, and a task has yet to be opened. */
  thanksBounced(because: HandOverReason): void {
    this.status = 'needs_person';
    this.needsPerson = because;
    this.handedOverAt = null;
    this.thankedAt = null;
    this.thankedBy = null;
  }

  /** Sent, done by hand, not permitted, or closed without thanks. */
  close(closing: Closing, now: Date): void {
    this.status = closing.status;
    this.needsPerson = null;
    this.updatedAt = now;
    if ('at' in closing) {
      this.thankedAt = closing.at;
      this.thankedBy = closing.by;
      this.thankedByHand = 'how' in closing ? closing.how : null;
    } else if (closing.status === 'not_permitted') this.dueAt = null;
  }

  /** What ended it was undone: it is due again, or a person's again, as it was before. */
  reopen(because: HandOverReason | null, now: Date): void {
    this.status = because === null ? 'due' : 'needs_person';
    this.needsPerson = because;
    this.thankedAt = null;
    this.thankedBy = null;
    this.thankedByHand = null;
    this.lateReason = null;
    this.updatedAt = now;
  }

  /** Removes the referred person's details; the number stays. */
  erasePerson(now: Date): void {
    this.personFirstName = null;
    this.personEmail = null;
    this.personPhone = null;
    this.personNameHash = null;
    this.personEmailHash = null;
    this.personPhoneHash = null;
    this.noteNames();
    this.personErasedAt = now;
    this.updatedAt = now;
  }

  /** Removes the referrer's details. */
  eraseReferrer(now: Date): void {
    this.referrerFirstName = null;
    this.referrerEmail = null;
    this.referrerHash = this.referrerClient?.id ?? this.referrerProfessional?.id ?? this.id;
    this.noteNames();
    this.referrerErasedAt = now;
    this.updatedAt = now;
  }

  private planThanks(needsPerson: HandOverReason | null): void {
    this.status = needsPerson === null ? 'due' : 'needs_person';
    this.needsPerson = needsPerson;
    this.openedAt = null;
    this.handedOverAt = null;
  }
}
ReferralSchema.setClass(Referral);
