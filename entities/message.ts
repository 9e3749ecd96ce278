import { defineEntity, p } from '@mikro-orm/postgresql';
import { DELIVERIES, MESSAGE_STATUSES } from '../policy/carriage.ts';
import { Client } from './client.ts';
import { Professional } from './professional.ts';
import { Referral } from './referral.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { sealed } from './sealing/sealed.ts';

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'referral'] },
    { properties: ['practiceId', 'status'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
  ],
  uniques: [{ properties: ['practiceId', 'key'] }],
  properties: {
    ...inPractice,
    /** Names the fact that this message is about (`ack/<referralId>`): one fact, one message. */
    key: p.text(),
    template: p.text(),
    templateVersion: p.text().nullable(),
    referralId: idIn('referral_id').nullable(),
    referral: () => inSamePractice(Referral, 'referral_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    professionalId: idIn('professional_id').nullable(),
    professional: () => inSamePractice(Professional, 'professional_id').nullable(),
    staffId: p.uuid().nullable(),
    signerId: p.uuid().nullable(),
    addedLine: sealed('message.added_line').nullable(),
    to: sealed('message.to').nullable(),
    toHash: p.text().nullable(),
    subject: sealed('message.subject').nullable(),
    text: sealed('message.text').nullable(),
    html: sealed('message.html').nullable(),
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
