import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';
import { ERASURE_SUBJECTS } from './erasure.ts';
import { sealed } from './crypto/sealed.ts';
import { PRIVACY_CASES } from '../policy/privacy/privacy-case.ts';

const PrivacyCaseSchema = defineEntity({
  name: 'PrivacyCase',
  tableName: 'privacy_case',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'kind', 'updatedAt', 'id'] }],
  properties: {
    ...inPractice,
    kind: p.enum(PRIVACY_CASES).columnType('text'),
    subject: sealed('privacy_case.subject'),
    /** Of a request for data: whose, by one of their records. */
    aboutSubject: p.enum(ERASURE_SUBJECTS).columnType('text').nullable(),
    aboutId: p.uuid().nullable(),
    /** When it was received, or when we became aware of it: the clock starts here. */
    startedAt: moment(),
    /** 30 days for a complaint, 72 hours for an incident, a month for a request for data. */
    dueAt: moment(),
    warnedAt: moment().nullable(),
    closedAt: moment().nullable(),
    closedBy: p.uuid().nullable(),
    createdAt: moment(),
    createdBy: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** A complaint about data (30 days), an incident (72 hours from awareness) or a request for data (a month), with its clock (§3.8). */
export class PrivacyCase extends PrivacyCaseSchema.class {
  warn(now: Date): void {
    this.warnedAt = now;
    this.updatedAt = now;
  }

  /** A person has reworded what it is about. */
  reword(subject: string, now: Date): void {
    this.subject = subject;
    this.updatedAt = now;
  }

  close(by: string | null, now: Date): void {
    this.closedAt = now;
    this.closedBy = by;
    this.updatedAt = now;
  }
}
PrivacyCaseSchema.setClass(PrivacyCase);
