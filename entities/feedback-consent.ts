import type { ReleaseScope } from '../policy/disclosures/disclosure.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { journaled } from './journaled.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const FeedbackConsentSchema = defineEntity({
  name: 'FeedbackConsent',
  tableName: 'feedback_consent',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [
    journaled({
      events: ['update'],
      columns: ['practice_id', 'id', 'withdrawn_at'],
      when: 'old.withdrawn_at is null and new.withdrawn_at is not null',
    }),
  ],
  indexes: [{ properties: ['practiceId', 'enquiry'] }],
  properties: {
    ...inPractice,
    enquiryId: idIn('enquiry_id'),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id'),
    recipientId: idIn('recipient_id'),
    recipient: () => inSamePractice(Professional, 'recipient_id'),
    scope: p.array().columnType('text[]').$type<ReleaseScope[]>(),
    wordingVersion: p.text(),
    givenAt: moment(),
    expiresAt: moment(),
    withdrawnAt: moment().nullable(),
    by: p.uuid().nullable(),
  },
});

/** A person's consent to release information about them to one professional, until it expires (§3.2). */
export class FeedbackConsent extends FeedbackConsentSchema.class {
  withdraw(now: Date): void {
    this.withdrawnAt = now;
  }
}
FeedbackConsentSchema.setClass(FeedbackConsent);
