import { randomUUIDv7 } from 'node:crypto';
import { Webhook, WebhookDelivery } from '../entities/webhook.ts';
import type { Tx } from './transaction.ts';

type Receiver = { id: string; events: string[] };

/** A receiver that is being removed at this moment is waited for, and then not found: a fact never fails because of it. */
const WHO_LISTENS = `
  select id, to_json(events) as events from webhook
  where practice_id = ? and active and events && ?::text[] for key share`;

/** What was announced is put down for everybody who listens, in the fact's own transaction; where nothing was, nothing is asked. */
export async function queueWebhooks(tx: Tx): Promise<void> {
  const { em, practiceId, news, now } = tx;
  if (news.length === 0) return;
  const names = [...new Set(news.map(({ event }) => event))];
  const receivers = await em.execute<Receiver[]>(WHO_LISTENS, [practiceId, `{${names.join(',')}}`]);
  if (receivers.length === 0) return;
  for (const { event, ids } of news) {
    const eventId = randomUUIDv7();
    for (const { id } of receivers.filter(({ events }) => events.includes(event))) {
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
