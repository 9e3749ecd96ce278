import { sql } from 'kysely';
import { Client } from '../../entities/client.ts';
import { ClientHold } from '../../entities/client-hold.ts';
import { Professional } from '../../entities/professional.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';

/** Of these clients and colleagues, who was ever thanked, by e-mail that was not returned or by hand. */
export async function everThanked(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const among = sql.join(ids);
  const { rows } = await sql<{ id: string }>`
    select distinct coalesce(r.referrer_client_id, r.referrer_professional_id) as id from referral r
    where r.practice_id = ${tx.practiceId} and r.status in ('sent', 'done_by_hand')
      and (r.referrer_client_id in (${among}) or r.referrer_professional_id in (${among}))`.execute(
    tables(tx),
  );
  return new Set(rows.map(({ id }) => id));
}

/** To whom of them a card may be sent today (YYYY-MM-DD): not to who has died, is on hold or was erased. */
export async function reachableByCard(
  { em }: Tx,
  ids: readonly string[],
  today: string,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const among = { $in: [...ids] };
  const clients = await em.find(Client, { id: among }, { fields: ['ending'], disableIdentityMap: true });
  const colleagues = await em.find(Professional, { id: among }, { fields: ['id'], disableIdentityMap: true });
  const holds = await em.find(ClientHold, {
    clientId: among,
    $or: [{ until: null }, { until: { $gte: today } }],
  });
  const held = new Set(holds.map(({ client }) => client.id));
  const alive = clients.filter(({ ending }) => ending !== 'deceased');
  return new Set([...alive, ...colleagues].map(({ id }) => id).filter((id) => !held.has(id)));
}
