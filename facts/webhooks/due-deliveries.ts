import { BACKOFF_MS } from '../../policy/webhooks/delivery-attempt.ts';
import type { Database } from '../database.ts';
import type { LeasedTable } from '../lease.ts';

export type DueDelivery = {
  practiceId: string;
  id: string;
  webhookId: string;
  eventId: string;
  event: string;
  ids: Readonly<Record<string, string>>;
  attempts: number;
  happenedAtMs: number;
};

const KEPT_DAYS = 30;
const DELETED_AT_ONCE = 5_000;

/**
 * Deliveries whose next attempt is due, leased for longer than an attempt can last. At most four at once to one
 * subscriber (decision 0044) and eight for one practice, so that neither takes every slot when its receivers hang.
 */
export const DUE_DELIVERIES: LeasedTable<DueDelivery> = {
  name: 'due deliveries',
  table: 'webhook_delivery',
  key: 'practice_id, id',
  due: `status = 'pending' and next_try_at <= now()`,
  dueAt: 'next_try_at',
  lease: `next_try_at = now() + interval '30 seconds', attempts = attempts + 1`,
  columns: `practice_id as "practiceId", id, webhook_id as "webhookId", event_id as "eventId", event, payload as ids,
    attempts, (extract(epoch from created_at) * 1000)::float8 as "happenedAtMs"`,
  shares: [
    { column: 'practice_id', most: 8, of: ({ practiceId }) => practiceId },
    { column: 'webhook_id', most: 4, of: ({ webhookId }) => webhookId },
  ],
};

/** Backs off a delivery whose outcome could not be written; unlike `settleDelivery` it never gives up. */
export async function postponeDelivery(
  database: Database,
  { practiceId, id, attempts }: DueDelivery,
): Promise<void> {
  const backoffMs = BACKOFF_MS[attempts - 1] ?? BACKOFF_MS.at(-1) ?? 0;
  await database.orm.em.fork().execute(
    `update webhook_delivery set next_try_at = now() + ? * interval '1 millisecond'
     where practice_id = ? and id = ? and status = 'pending' and attempts = ?`,
    [backoffMs, practiceId, id, attempts],
  );
}

/** Deletes some of the deliveries that are older than thirty days; answers whether none is left. */
export async function deleteOldDeliveries(database: Database): Promise<boolean> {
  const deleted = await database.orm.em.fork().execute<{ id: string }[]>(
    `delete from webhook_delivery where (practice_id, id) in (select practice_id, id from webhook_delivery
       where created_at < now() - interval '${KEPT_DAYS} days' limit ${DELETED_AT_ONCE} for no key update skip locked)
     returning id`,
  );
  return deleted.length < DELETED_AT_ONCE;
}
