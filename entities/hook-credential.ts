import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

const HookCredentialSchema = defineEntity({
  name: 'HookCredential',
  tableName: 'hook_credential',
  properties: {
    /** The user name too. */
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    practiceId: p.uuid().index(),
    hash: p.text().unique(),
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
    lastUsedAt: moment().nullable(),
    revokedAt: moment().nullable(),
  },
});

/**
 * What a practice's own server at the mail provider sends with its events, stored as a hash; it determines the practice,
 * so it has no row-level security.
 */
export class HookCredential extends HookCredentialSchema.class {}
HookCredentialSchema.setClass(HookCredential);
