import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';
import { moment } from './scope.ts';

const KeptFormSchema = defineEntity({
  name: 'KeptForm',
  tableName: 'kept_form',
  indexes: [{ properties: ['practiceId', 'staffId'] }, { properties: ['expiresAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    /** Of a cookie of the browser in which it was typed. */
    hash: p.text().unique(),
    practiceId: p.uuid(),
    staffId: p.uuid(),
    /** The page on which it stands again. */
    path: p.text(),
    /** What was typed, by the name of the field: JSON. */
    fields: sealed('kept_form.fields'),
    expiresAt: moment(),
  },
});

/**
 * What somebody had typed when their session was over, for themselves in the same browser within the hour; it is written
 * and read outside of any transaction of a practice, so it has no row-level security.
 */
export class KeptForm extends KeptFormSchema.class {}
KeptFormSchema.setClass(KeptForm);
