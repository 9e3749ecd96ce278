import { z } from 'zod';
import { Webhook, WebhookDelivery } from '../../entities/webhook.ts';
import { addWebhook, removeWebhook } from '../../facts/webhooks/save-webhook.ts';
import { notFound } from '../../facts/refusal.ts';
import { replayDeliveries } from '../../facts/webhooks/replay-deliveries.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  DeliveryQuery,
  DeliveryView,
  IssuedWebhook,
  NewWebhook,
  Replayed,
  ReplayInput,
  WebhookQuery,
  WebhookView,
} from '../schemas/webhook.ts';

const ById = z.object({ id: id() });

const WHAT_ARRIVES =
  'A POST of `{type, timestamp, data}`: which event, when it happened, and ids; never a name. Signed by Standard Webhooks 1.0 (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Answer 2xx within ten seconds; anything else is tried again for about four days, and 410 ends it. Order is not promised, and what comes twice has the same `webhook-id`.';

export const webhookRoutes = [
  route({
    name: 'GET /webhooks',
    tag: 'Webhooks',
    summary: 'List which programs hear of what happens',
    query: WebhookQuery,
    answers: { 200: pageOf(WebhookView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, Webhook, {}, query);
      return ok({ items: found.map(webhookView), nextCursor });
    },
  }),

  route({
    name: 'POST /webhooks',
    tag: 'Webhooks',
    summary: 'Let another program hear of what happens',
    description: `${WHAT_ARRIVES} The secret is shown in this answer only.`,
    body: NewWebhook,
    answers: { 201: IssuedWebhook },
    secretFields: ['secret'],
    async handle({ tx, body, webhookReach }) {
      const webhook = await addWebhook(tx, body, webhookReach);
      return created({ ...webhookView(webhook), secret: webhook.secret });
    },
  }),

  route({
    name: 'DELETE /webhooks/:id',
    tag: 'Webhooks',
    summary: 'Tell that program nothing more',
    description: 'What still waited for it goes with it.',
    params: ById,
    answers: { 204: null },
    async handle({ tx, params }) {
      await removeWebhook(tx, params.id);
      return gone;
    },
  }),

  route({
    name: 'GET /webhooks/:id/deliveries',
    tag: 'Webhooks',
    summary: 'What was sent there in the last thirty days, and what was answered',
    params: ById,
    query: DeliveryQuery,
    answers: { 200: pageOf(DeliveryView) },
    async handle({ tx, params, query }) {
      if ((await tx.em.count(Webhook, { id: params.id })) === 0) throw notFound('webhook');
      const theirs = { practiceId: tx.practiceId, webhookId: params.id };
      const where = query.status ? { ...theirs, status: query.status } : theirs;
      const { found, nextCursor } = await listPage(tx.em, WebhookDelivery, where, query);
      return ok({ items: found.map(deliveryView), nextCursor });
    },
  }),

  route({
    name: 'POST /webhooks/:id/replay',
    tag: 'Webhooks',
    summary: 'Send again what that program missed',
    description:
      'These deliveries, or with `since` all that were put down since then, or with neither every one that was given up. Each goes under the id that it had. A webhook that was switched off by a 410 is on again; what happened meanwhile was not kept for it.',
    params: ById,
    body: ReplayInput,
    bodyOptional: true,
    answers: { 200: Replayed },
    async handle({ tx, params, body }) {
      const { deliveryIds, since } = body;
      const replayed = await replayDeliveries(tx, params.id, {
        deliveryIds,
        since: since === undefined ? undefined : new Date(since),
      });
      return ok({ replayed });
    },
  }),
];

function webhookView(webhook: Webhook): z.output<typeof WebhookView> {
  return {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    active: webhook.active,
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
  };
}

function deliveryView(delivery: WebhookDelivery): z.output<typeof DeliveryView> {
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    event: delivery.event,
    data: delivery.payload,
    status: delivery.status,
    attempts: delivery.attempts,
    answer: delivery.answer ?? null,
    nextTryAt: delivery.status === 'pending' ? delivery.nextTryAt.toISOString() : null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
    updatedAt: delivery.updatedAt.toISOString(),
  };
}
