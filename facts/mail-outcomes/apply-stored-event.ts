import { WebhookEvent } from '../../entities/webhook-event.ts';
import { applyInbound } from '../inbound-mail/apply-inbound.ts';
import { INBOUND } from '../outbound-mail/receive-event.ts';
import type { Database } from '../database.ts';
import type { LeasedTable } from '../lease.ts';
import { applyWebhook } from './apply-event.ts';

/** About two hours of doubling waits. */
const GIVE_UP_AFTER = 20;

/**
 * Events of the mail provider that were stored and not applied when they came. Their practice is not known before they
 * are read, so they have no share by practice; applying one waits for the database alone.
 */
export const STORED_EVENTS: LeasedTable<{ id: string }> = {
  name: 'stored provider events',
  table: 'webhook_event',
  key: 'id',
  due: `applied_at is null and next_try_at <= now() - interval '2 seconds'`,
  dueAt: 'next_try_at',
  lease: `next_try_at = now() + interval '30 seconds'`,
  columns: 'id',
  shares: [],
};

/** Applies one stored event, or mail, that was not applied when it came. */
export async function applyStoredEvent(
  database: Database,
  eventId: string,
  mailbox: string | null,
  now: Date,
): Promise<void> {
  const stored = await database.orm.em.fork().findOne(WebhookEvent, { id: eventId });
  if (!stored || stored.appliedAt || !stored.payload) return;
  const payload: unknown = JSON.parse(stored.payload);
  const boundTo = stored.boundTo ?? null;
  if (stored.recordType === INBOUND)
    await applyInbound(database, { id: eventId, payload, cameAt: stored.receivedAt, boundTo }, mailbox, now);
  else await applyWebhook(database, { id: eventId, payload, boundTo }, now);
}

/** Ends the lease of an event that was not at fault; the attempt does not count. */
export async function releaseStoredEvent(database: Database, eventId: string): Promise<void> {
  await database.orm.em
    .fork()
    .execute('update webhook_event set next_try_at = now() where id = ? and applied_at is null', [eventId]);
}

/**
 * Backs off an event that could not be applied. After twenty attempts it stays for the operator; a mail stays for its 28
 * days and is then deleted (§3.4).
 */
export async function postponeStoredEvent(database: Database, eventId: string, now: Date): Promise<void> {
  await database.orm.em.fork().execute(
    `update webhook_event set attempts = attempts + 1,
       next_try_at = case when attempts + 1 < ${GIVE_UP_AFTER} then ?::timestamptz + least(600, 2 ^ attempts) * interval '1 second'
         when record_type = '${INBOUND}' then received_at + interval '28 days'
         else 'infinity'::timestamptz end
     where id = ?`,
    [now.toISOString(), eventId],
  );
}
