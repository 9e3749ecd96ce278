import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ContactFault } from '../policy/contact-path/contact-faults.ts';
import { CONTACT_PARTS } from '../policy/contact-path/contact-parts.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ContactCheckSchema = defineEntity({
  name: 'ContactCheck',
  tableName: 'contact_check',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'part'] }],
  properties: {
    ...inPractice,
    part: p.enum(CONTACT_PARTS).columnType('text'),
    ok: p.boolean(),
    /** An enum of the rules, never free text. */
    why: p.text().$type<ContactFault>().nullable(),
    /** When its latest check began. */
    askedAt: moment(),
    /** When one last ended with an answer that is believed. */
    checkedAt: moment().nullable(),
    /** It failed once, and is looked at again before that is believed. */
    doubtedAt: moment().nullable(),
    failingSince: moment().nullable(),
    alertedAt: moment().nullable(),
    /** Until when what was sent must come in, and its mark. */
    answerBy: moment().nullable(),
    markId: p.uuid().nullable(),
  },
});

/** Whether one part of the way on which people reach the practice works, when last looked at (S81). */
export class ContactCheck extends ContactCheckSchema.class {
  begin(askedAt: Date): void {
    this.askedAt = askedAt;
    this.answerBy = null;
    this.markId = null;
  }

  /** Something was sent, and must come in. */
  awaits(markId: string, answerBy: Date): void {
    this.markId = markId;
    this.answerBy = answerBy;
  }

  works(now: Date): void {
    conclude(this, now);
    this.ok = true;
    this.why = null;
    this.failingSince = null;
    this.alertedAt = null;
  }

  doubt(now: Date): void {
    this.answerBy = null;
    this.markId = null;
    this.doubtedAt = now;
  }

  /** It counts from the first of the two failures. */
  fail(why: ContactFault | null, now: Date): void {
    this.failingSince ??= this.doubtedAt ?? now;
    this.ok = false;
    this.why = why;
    conclude(this, now);
  }
}
ContactCheckSchema.setClass(ContactCheck);

/** No private method: MikroORM makes entities without their constructor. */
function conclude(check: ContactCheck, now: Date): void {
  check.checkedAt = now;
  check.doubtedAt = null;
  check.answerBy = null;
  check.markId = null;
}
