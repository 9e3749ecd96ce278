import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    practiceId: p.uuid().index(),
    staffId: p.uuid(),
    hash: p.text().unique(),
    label: p.text(),
    createdAt: moment(),
    expiresAt: moment().nullable(),
    /** To the minute: a key that is used all the time is not written all the time. */
    lastUsedAt: moment().nullable(),
    revokedAt: moment().nullable(),
  },
});

/** A staff member's API key, stored as a hash; it determines the practice, so it has no row-level security. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
