import type { MailReason } from '../policy/inbound-mail/inbound-email.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { MAIL_KINDS } from '../policy/inbound-mail/inbound-email.ts';
import { inPractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

export const PROPOSALS = ['introduction', 'letter', 'statement', 'enquiry'] as const;
export const INBOUND_STATUSES = ['applied', 'needs_check', 'ignored', 'settled'] as const;

const InboundMailSchema = defineEntity({
  name: 'InboundMail',
  tableName: 'inbound_mail',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'status'] },
    { properties: ['practiceId', 'contentHash'] },
    {
      name: 'inbound_mail_professional_index',
      properties: ['practiceId', 'professionalId'],
      where: { professionalId: { $ne: null } },
    },
    { properties: ['keepUntil'] },
  ],
  uniques: [{ properties: ['practiceId', 'messageIdHash', 'contentHash'] }],
  properties: {
    ...inPractice,
    messageIdHash: p.text(),
    /** Sender, subject and body as one hash: the same mail under another Message-ID. */
    contentHash: p.text(),
    kind: p.enum(MAIL_KINDS).columnType('text'),
    status: p.enum(INBOUND_STATUSES).columnType('text'),
    /** Confidence of the parse, 0 to 1; below the threshold a person checks. */
    confidence: p.float(),
    /** What a press records, where nothing has to be said. */
    proposed: p.enum(PROPOSALS).columnType('text').nullable(),
    reasons: p.array().columnType('text[]').$type<MailReason[]>(),
    /** The mail as it came, without attachments; gone after its days (§3.4, §3.5). */
    raw: sealed('inbound_mail.raw').nullable(),
    keepUntil: moment(),
    referralId: p.uuid().nullable(),
    enquiryId: p.uuid().nullable(),
    /** Whose address it was answered to. */
    clientId: p.uuid().nullable(),
    professionalId: p.uuid().nullable(),
    receivedAt: moment(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** An inbound e-mail: its classification and, until purged, its sealed content. */
export class InboundMail extends InboundMailSchema.class {
  /** A person has to read it. */
  needCheck(): void {
    this.status = 'needs_check';
  }

  /** It led to this referral. */
  linkReferral(referralId: string, now: Date): void {
    this.referralId = referralId;
    this.updatedAt = now;
  }

  /** A person has classified it. */
  settle(now: Date): void {
    this.status = 'settled';
    this.proposed = null;
    this.updatedAt = now;
  }

  /** It led to this enquiry. */
  linkEnquiry(enquiryId: string, now: Date): void {
    this.enquiryId = enquiryId;
    this.updatedAt = now;
  }

  /** Removes the content; what was still unchecked can no longer be checked. */
  purge(now: Date): void {
    this.raw = null;
    this.proposed = null;
    if (this.status === 'needs_check') this.status = 'ignored';
    this.updatedAt = now;
  }
}
InboundMailSchema.setClass(InboundMail);
