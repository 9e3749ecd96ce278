import { defineEntity, p } from '@mikro-orm/postgresql';
import { CONTACT_PARTS } from '../policy/contact-path/contact-parts.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ContactMarkSchema = defineEntity({
  name: 'ContactMark',
  tableName: 'contact_mark',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'expiresAt'] }],
  uniques: [{ properties: ['practiceId', 'secretHash'] }],
  properties: {
    ...inPractice,
    part: p.enum(CONTACT_PARTS).columnType('text'),
    secretHash: p.text(),
    /** Of the exact fields that it came with. */
    fieldsHash: p.text(),
    sentAt: moment(),
    expiresAt: moment(),
    usedAt: moment().nullable(),
  },
});

/** Tells a test of our own from a person: good once, and only for the fields it came with (S81a). */
export class ContactMark extends ContactMarkSchema.class {}
ContactMarkSchema.setClass(ContactMark);
