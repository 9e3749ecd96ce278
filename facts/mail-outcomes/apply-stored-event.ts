import { WebhookEvent } from '../../entities/webhook-event.ts';
import { applyInbound, INBOUND } from '../inbound-mail/apply-inbound.ts';
import { applyWebhook } from './apply-event.ts';
import type { Database } from '../database.ts';

const GIVE_UP_AFTER = 20;

/** Makes a fact of one stored event, or mail, that was not applied when it came. */
export async function applyStoredWebhook(
  database: Database,
  eventId: string,
  mailbox: string | null,
  now: Date,
): Promise<void> {
  const stored = await database.orm.em.fork().findOne(WebhookEvent, { id: eventId });
  if (!stored || stored.appliedAt || !stored.payload) return;
  const payload: unknown = JSON.parse(stored.payload);
  if (stored.recordType === INBOUND)
    await applyInbound(database, { id: eventId, payload, cameAt: stored.receivedAt }, mailbox, now);
  else await applyWebhook(database, { id: eventId, payload }, now);
}

/**
 * An event that could not be applied waits a little longer each time; after twenty tries it stays for the operator. A
 * mail stays for its 28 days and is then forgotten (§3.4).
 */
export async function postponeWebhook(database: Database, eventId: string, now: Date): Promise<void> {
  await database.orm.em.fork().execute(
    `update webhook_event set attempts = attempts + 1,
       next_try_at = case when attempts + 1 < ${GIVE_UP_AFTER} then ?::timestamptz + least(600, 2 ^ attempts) * interval '1 second'
         when record_type = '${INBOUND}' then received_at + interval '28 days'
         else 'infinity'::timestamptz end
     where id = ?`,
    [now.toISOString(), eventId],
  );
}
