import { randomUUIDv7 } from 'node:crypto';
import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import type { Tx } from './transaction.ts';

/** One event for the subscribers of a practice: ids and enums only. */
export type AnnouncedEvent = { event: WebhookEventName; ids: Readonly<Record<string, string>> };

/**
 * A delivery for each event and subscriber. FOR KEY SHARE waits for a subscriber that is being deleted, and then skips
 * it, so that a fact never fails because of it. An insert that returns nothing is sent together with the commit.
 */
const QUEUE = `
  insert into webhook_delivery
    (practice_id, id, webhook_id, event_id, event, payload, status, attempts, next_try_at, created_at, updated_at)
  select w.practice_id, uuidv7(), w.id, e.id, e.event, e.payload, 'pending', 0, e.at, e.at, e.at
  from webhook w
  join jsonb_to_recordset(?::jsonb) as e(id uuid, event text, payload jsonb, at timestamptz) on e.event = any(w.events)
  where w.practice_id = ? and w.active for key share of w`;

/** Tells the practice's subscribers of an event, if this transaction commits. */
export function announce(tx: Tx, event: WebhookEventName, ids: Readonly<Record<string, string>>): void {
  tx.events.push({ event, ids });
}

/** Writes one delivery for each announced event and subscriber, in the transaction that announced it. */
export async function queueDeliveries({ em, practiceId, events, now }: Tx): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, ids }) => ({ id: randomUUIDv7(), event, payload: ids, at: now }));
  await em.execute(QUEUE, [JSON.stringify(rows), practiceId]);
}
