import { defineEntity, p } from '@mikro-orm/postgresql';
import { DELIVERIES, MESSAGE_STATUSES } from '../policy/outbound-mail/delivery.ts';
import { GATE_CODES } from '../policy/journeys/gate-codes.ts';
import { CARRIERS } from '../policy/practice/policy-sections.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { ReferOut } from './refer-out.ts';
import { Referral } from './referral.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

export const MESSAGE_PURPOSES = [
  'thanks',
  'staff_note',
  'carrier',
  'friday_list',
  'test',
  'refer_out',
] as const;

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'referral'] },
    { properties: ['practiceId', 'client'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['practiceId', 'referOut'] },
    { properties: ['practiceId', 'status'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
  ],
  uniques: [{ properties: ['practiceId', 'key'] }],
  properties: {
    ...inPractice,
    /** Names the fact that this message is about (`ack/<referralId>`): one fact, one message. */
    key: p.text(),
    purpose: p.enum(MESSAGE_PURPOSES).columnType('text'),
    template: p.text(),
    templateVersion: p.text().nullable(),
    referralId: idIn('referral_id').nullable(),
    referral: () => inSamePractice(Referral, 'referral_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    referOutId: idIn('refer_out_id').nullable(),
    referOut: () => inSamePractice(ReferOut, 'refer_out_id').nullable(),
    professionalId: idIn('professional_id').nullable(),
    professional: () => inSamePractice(Professional, 'professional_id').nullable(),
    staffId: p.uuid().nullable(),
    signerId: p.uuid().nullable(),
    /** What the practice sends anyway (S14); a prompt may ride in it. */
    carrier: p.enum(CARRIERS).columnType('text').nullable(),
    /** The last moment at which it may still go (S16). */
    latestAt: moment().nullable(),
    /** Why no prompt rode in it, as decided when it was sent. */
    promptCode: p.enum(GATE_CODES).columnType('text').nullable(),
    /** A person's own wording of a note. */
    ownWords: sealed('message.own_words').nullable(),
    addedLine: sealed('message.added_line').nullable(),
    to: sealed('message.to').nullable(),
    toHash: p.text().nullable(),
    subject: sealed('message.subject').nullable(),
    text: sealed('message.text').nullable(),
    html: sealed('message.html').nullable(),
    /** What is left of the words once they have been let go: enough to prove them, not to read them (§3.5). */
    wordsHash: p.text().nullable(),
    status: p.enum(MESSAGE_STATUSES).columnType('text'),
    delivery: p.enum(DELIVERIES).columnType('text').nullable(),
    why: p.text().nullable(),
    dueAt: moment(),
    /** A person asked for it now: windows no longer matter. */
    askedBy: p.uuid().nullable(),
    /** Identifies one intended e-mail in Postmark's metadata; the same for its one resend. */
    sendId: p.uuid(),
    postmarkMessageId: p.uuid().nullable(),
    attempts: p.integer(),
    nextTryAt: moment().nullable(),
    claimedUntil: moment().nullable(),
    unknownSince: moment().nullable(),
    checks: p.integer(),
    resent: p.boolean(),
    sentAt: moment().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** One e-mail, from the intention to its delivery: the ledger that keeps anything from being sent twice or lost. */
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);
