import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';
import { moment } from './scope.ts';

const PostedFormSchema = defineEntity({
  name: 'PostedForm',
  tableName: 'posted_form',
  indexes: [
    { properties: ['nextTryAt'] },
    {
      name: 'posted_form_practice_id_given_up_at_index',
      properties: ['practiceId', 'givenUpAt'],
      where: { givenUpAt: { $ne: null } },
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    practiceId: p.uuid(),
    content: sealed('posted_form.content'),
    postedAt: moment(),
    nextTryAt: moment(),
    attempts: p.integer(),
    /** When it was tried for the last time: a person reads it. */
    givenUpAt: moment().nullable(),
  },
});

/** What somebody sent by a public form, kept as it was typed until it was worked off, or given up and read; then the row is deleted. */
export class PostedForm extends PostedFormSchema.class {}
PostedFormSchema.setClass(PostedForm);
