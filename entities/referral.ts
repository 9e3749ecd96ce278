import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  ACKNOWLEDGEMENT_STATUSES,
  BY_HAND,
  HAND_OVER_REASONS,
  LEARNED_FROM,
} from '../policy/referrals/acknowledgement.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { Staff } from './staff.ts';
import { CONTACT_CHANNELS } from '../policy/source-log/contact-channels.ts';

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
    /** Who the referrer is, for finding the same referral again: a client's or colleague's id, or the hash of what was typed. */
    referrerHash: p.text(),
    personFirstName: sealed('referral.person_first_name').nullable(),
    personEmail: sealed('referral.person_email').nullable(),
    personPhone: sealed('referral.person_phone').nullable(),
    personNameHash: p.text().nullable(),
    personEmailHash: p.text().nullable(),
    personPhoneHash: p.text().nullable(),
    personAgreed: p.boolean(),
    /** The enquiry of the person who was sent, once they have been in touch. */
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    /** When the name of whoever was sent was erased (§3.4); the line stays. */
    personErasedAt: moment().nullable(),
    /** When the same was done with the referrer's. */
    referrerErasedAt: moment().nullable(),
    /** Somebody was told that the name goes soon (day 21). */
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
    thankedByHand: p.enum(BY_HAND).columnType('text').nullable(),
    messageId: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** Somebody passed our name on: the fact, and how far the thanks for it has come. */
export class Referral extends ReferralSchema.class {}
ReferralSchema.setClass(Referral);
