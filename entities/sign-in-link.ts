import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

/**
 * `mailed`: to an address that asked. `printed`: by the operator, for an owner. `begin`: the first practice here.
 * `confirm`: no link but its code alone, for somebody who has signed in and shows once more who they are.
 */
const SIGN_IN_LINK_KINDS = ['mailed', 'printed', 'begin', 'confirm'] as const;

const SignInLinkSchema = defineEntity({
  name: 'SignInLink',
  tableName: 'sign_in_link',
  indexes: [{ properties: ['emailHash', 'createdAt'] }, { properties: ['expiresAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    hash: p.text().unique(),
    kind: p.enum(SIGN_IN_LINK_KINDS).columnType('text'),
    /** Null: of nobody yet (`begin`). */
    emailHash: p.text().nullable(),
    /**
     * Of the cookie of the browser that asked: there the link alone is enough; elsewhere a mailed one needs its code. Of a
     * `confirm`: of the session that asked.
     */
    askedHash: p.text().nullable(),
    wrongCodes: p.integer(),
    /** Where whoever signs in wanted to go: a path of ours. */
    goesTo: p.text().nullable(),
    /** The e-mail (M28) that brings it; null where the address is of nobody who works here. */
    messageId: p.uuid().nullable().unique(),
    createdAt: moment(),
    expiresAt: moment(),
    usedAt: moment().nullable(),
  },
});

/** A link that signs somebody in once, stored as a hash; it is read before the practice is known. */
export class SignInLink extends SignInLinkSchema.class {}
SignInLinkSchema.setClass(SignInLink);
