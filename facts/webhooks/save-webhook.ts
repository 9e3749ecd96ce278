import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { Webhook, WebhookDelivery } from '../../entities/webhook.ts';
import { newWebhookSecret } from './payload.ts';
import { urlFault } from '../../policy/webhooks/allowed-address.ts';
import type { WebhookEventName } from '../../policy/webhooks/webhook-events.ts';
import type { AllowedNetwork } from '../../policy/webhooks/allowed-network.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';

/** Every subscriber costs a row an event. */
const MOST_WEBHOOKS = 20;

export type NewWebhook = { url: string; events: readonly WebhookEventName[] };

/** Subscribes another program of the practice to these events; its secret is shown once. */
export async function addWebhook(
  tx: Tx,
  { url, events }: NewWebhook,
  allowed: AllowedNetwork,
): Promise<Webhook> {
  const fault = urlFault(url, allowed);
  if (fault) throw wrongFields([{ path: 'url', message: fault }]);
  await lockPractice(tx);
  const known = await tx.em.find(Webhook, {});
  const same = known.find((one) => one.active && one.url === url);
  if (same)
    throw conflict(`Webhook ${same.id} goes to this address already; delete it to choose other events.`);
  if (known.length >= MOST_WEBHOOKS)
    throw conflict(`${MOST_WEBHOOKS} webhooks are the most that a practice can have; delete one first.`);
  const webhook = tx.em.create(Webhook, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    url,
    events: [...new Set(events)],
    secret: newWebhookSecret(),
    active: true,
    createdAt: tx.now,
    createdBy: tx.actor.staffId,
    updatedAt: tx.now,
  });
  audit(tx, 'create', { entity: 'webhook', id: webhook.id }, ['url', 'events']);
  return webhook;
}

/** FOR UPDATE, unlike every other lock: a transaction that adds a delivery (FOR KEY SHARE) waits until the row is gone. */
const HOLD_OFF_DELIVERIES = 'select 1 from webhook where practice_id = ? and id = ? for update;';

/** Deletes a webhook with its deliveries, sent or not. */
export async function removeWebhook(tx: Tx, webhookId: string): Promise<void> {
  await tx.em.execute(HOLD_OFF_DELIVERIES, [tx.practiceId, webhookId]);
  const webhook = await lockWebhook(tx, webhookId);
  await tx.em.nativeDelete(WebhookDelivery, { practiceId: tx.practiceId, webhookId: webhook.id });
  await closeTasks(tx, ['mend_webhook'], { subjectId: webhook.id }, 'cancelled');
  tx.em.remove(webhook);
  audit(tx, 'delete', { entity: 'webhook', id: webhook.id });
}

/** Locks the webhook before its deliveries. */
export async function lockWebhook(tx: Tx, webhookId: string): Promise<Webhook> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const webhook = await tx.em.findOne(Webhook, { id: webhookId }, lock);
  if (!webhook) throw notFound('webhook');
  return webhook;
}
