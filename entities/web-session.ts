import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

const WebSessionSchema = defineEntity({
  name: 'WebSession',
  tableName: 'web_session',
  indexes: [{ properties: ['emailHash'] }, { properties: ['endsAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    /** Of the cookie's value, which is kept nowhere. */
    hash: p.text().unique(),
    /** Whose it is: of one address all sessions are ended together. */
    emailHash: p.text(),
    practiceId: p.uuid(),
    staffId: p.uuid(),
    /** The browser in words (`Firefox on Windows`), for its owner to know it by. */
    device: p.text(),
    createdAt: moment(),
    /** To the minute, as of API keys. */
    lastUsedAt: moment(),
    idleEndsAt: moment(),
    endsAt: moment(),
    steppedUpUntil: moment().nullable(),
    revokedAt: moment().nullable(),
  },
});

/**
 * A browser in which somebody has signed in; it determines the practice and the member of staff, so it has no row-level
 * security. It opens nothing once they left or their address is another one (`StaffAddress`).
 */
export class WebSession extends WebSessionSchema.class {}
WebSessionSchema.setClass(WebSession);
