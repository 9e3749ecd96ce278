import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, inSamePractice, idIn, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

export const WEBHOOK_DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  properties: {
    ...inPractice,
    /** Sealed: a secret may stand in it. */
    url: sealed('webhook.url'),
    events: p.array().columnType('text[]').$type<WebhookEventName[]>(),
    secret: sealed('webhook.secret'),
    active: p.boolean(),
    createdAt: moment(),
    createdBy: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** A subscription of another program of the practice. */
export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook);

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  primaryKeys: ['practiceId', 'id'],
  indexes: [
    { properties: ['status', 'nextTryAt'] },
    { properties: ['practiceId', 'webhook', 'updatedAt', 'id'] },
  ],
  properties: {
    ...inPractice,
    webhookId: idIn('webhook_id'),
    webhook: () => inSamePractice(Webhook, 'webhook_id'),
    /** The same for every subscriber and every attempt: a receiver knows a repeat by it. */
    eventId: p.uuid(),
    event: p.text(),
    payload: p.json().$type<Readonly<Record<string, string>>>(),
    status: p.enum(WEBHOOK_DELIVERY_STATUSES).columnType('text'),
    attempts: p.integer(),
    nextTryAt: moment(),
    /** What the receiver last answered: its status, or why there was no answer. */
    answer: p.text().nullable(),
    deliveredAt: moment().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** One event for one subscriber: ids, enums and times only. It is leased before the practice is known, so it has no row-level security: name the practice. */
export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);
