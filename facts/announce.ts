import { randomUUIDv7 } from 'node:crypto';
import { Webhook, WebhookDelivery } from '../entities/webhook.ts';
import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import type { Tx } from './transaction.ts';

/** One event for the subscribers of a practice: ids and enums only. */
export type AnnouncedEvent = { event: WebhookEventName; ids: Readonly<Record<string, string>> };

type Subscriber = { id: string; events: string[] };

/** FOR KEY SHARE waits for a subscriber that is being deleted and then does not find it: no transaction fails for it. */
const SUBSCRIBERS = `
  select id, to_json(events) as events from webhook
  where practice_id = ? and active and events && ?::text[] for key share`;

/** Tells the practice's subscribers of an event, if this transaction commits. */
export function announce(tx: Tx, event: WebhookEventName, ids: Readonly<Record<string, string>>): void {
  tx.events.push({ event, ids });
}

/** Writes one delivery for each announced event and subscriber, in the transaction that announced it. */
export async function queueDeliveries(tx: Tx): Promise<void> {
  const { em, practiceId, events, now } = tx;
  if (events.length === 0) return;
  const names = [...new Set(events.map(({ event }) => event))];
  const subscribers = await em.execute<Subscriber[]>(SUBSCRIBERS, [practiceId, `{${names.join(',')}}`]);
  for (const { event, ids } of events) {
    const eventId = randomUUIDv7();
    for (const { id } of subscribers.filter((one) => one.events.includes(event))) {
      em.create(WebhookDelivery, {
        practiceId,
        webhook: em.getReference(Webhook, [practiceId, id]),
        eventId,
        event,
        payload: ids,
        status: 'pending',
        attempts: 0,
        nextTryAt: now,
        createdAt: now,
        updatedAt: now,
      });
    }
  }
}
