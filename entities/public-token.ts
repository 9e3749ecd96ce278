import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

export const TOKEN_PURPOSES = [
  'keep_posted',
  'referrer',
  'unsubscribe',
  'consent',
  'survey',
  'intake',
  'friday',
  'handover',
  'reply',
  'review',
  'broadcasts',
] as const;

const PublicTokenSchema = defineEntity({
  name: 'PublicToken',
  tableName: 'public_token',
  indexes: [{ properties: ['practiceId', 'subjectId'] }],
  properties: {
    hash: p.text().primary(),
    practiceId: p.uuid(),
    purpose: p.enum(TOKEN_PURPOSES).columnType('text'),
    subjectId: p.uuid(),
    createdAt: moment(),
    expiresAt: moment().nullable(),
  },
});

/** An opaque random link in an e-mail (§3.6), stored as a hash; it determines the practice and the subject. */
export class PublicToken extends PublicTokenSchema.class {}
PublicTokenSchema.setClass(PublicToken);
