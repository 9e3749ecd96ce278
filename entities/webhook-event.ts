import { randomUUIDv7 } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

const WebhookEventSchema = defineEntity({
  name: 'WebhookEvent',
  tableName: 'webhook_event',
  indexes: [{ properties: ['appliedAt', 'nextTryAt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => randomUUIDv7()),
    /** Postmark's trace id, else record type, message, recipient and time: a repeated delivery is one event. */
    dedupeKey: p.text().unique(),
    recordType: p.text(),
    /** Where it can be known before it is applied. */
    practiceId: p.uuid().nullable(),
    /** The practice whose own server posted it, and whose rows alone it may touch; null: the installation's server. */
    boundTo: p.uuid().nullable(),
    payload: sealed('webhook_event.payload').nullable(),
    receivedAt: moment(),
    nextTryAt: moment(),
    attempts: p.integer(),
    appliedAt: moment().nullable(),
    outcome: p.text().nullable(),
  },
});

/** What Postmark told us, kept as it came before anything is made of it. */
export class WebhookEvent extends WebhookEventSchema.class {}
WebhookEventSchema.setClass(WebhookEvent);
