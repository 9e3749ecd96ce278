import { defineEntity, p } from '@mikro-orm/postgresql';
import { CONTACT_PARTS } from '../policy/contact-path/contact-parts.ts';
import type { ContactFault } from '../policy/contact-path/contact-faults.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ContactFailureSchema = defineEntity({
  name: 'ContactFailure',
  tableName: 'contact_failure',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'since'] }],
  properties: {
    ...inPractice,
    part: p.enum(CONTACT_PARTS).columnType('text'),
    why: p.text().$type<ContactFault>(),
    /** When it failed for the first of the two times after which it is believed. */
    since: moment(),
    endedAt: moment().nullable(),
  },
});

/** One time during which a part of the way to the practice did not work; what was lost meanwhile is told by it (S80). */
export class ContactFailure extends ContactFailureSchema.class {}
ContactFailureSchema.setClass(ContactFailure);
