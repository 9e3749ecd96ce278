import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

const PasskeySchema = defineEntity({
  name: 'Passkey',
  tableName: 'passkey',
  indexes: [{ properties: ['emailHash'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    emailHash: p.text(),
    /** Who added it: once they left, or have another address, it opens nothing. */
    practiceId: p.uuid(),
    staffId: p.uuid(),
    /** What the browser calls it (base64url). */
    credentialId: p.text().unique(),
    /** COSE, base64url; public. */
    publicKey: p.text(),
    signatureCounter: p.bigint('number'),
    transports: p.text().array(),
    name: p.text(),
    createdAt: moment(),
    lastUsedAt: moment().nullable(),
  },
});

/** A passkey (WebAuthn) of an address; it determines whose it is, so it has no row-level security. */
export class Passkey extends PasskeySchema.class {}
PasskeySchema.setClass(Passkey);
