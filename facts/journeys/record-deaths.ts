import { randomUUIDv7 } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { Discharge } from '../../entities/discharge.ts';
import { reevaluateClients } from '../clients/heed-wishes.ts';
import type { Tx } from '../transaction.ts';
import { settleEndingMilestone } from './ending-milestone.ts';

/**
 * Records deaths that another system knows of, by client with the day (E8): everything stops, and whoever is recorded as
 * dead already stays so. No run begins because of it.
 */
export async function recordDeaths(
  tx: Tx,
  died: ReadonlyMap<string, string | null>,
  today: string,
): Promise<void> {
  if (died.size === 0) return;
  await tx.em.flush();
  const clients = await tx.em.find(Client, {
    id: { $in: [...died.keys()] },
    $or: [{ ending: null }, { ending: { $ne: 'deceased' } }],
  });
  for (const client of clients) {
    const said = died.get(client.id) ?? today;
    await recordDeath(tx, client, said > today ? today : said);
  }
  await tx.em.flush();
  await reevaluateClients(
    tx,
    clients.map(({ id }) => id),
  );
}

async function recordDeath(tx: Tx, client: Client, on: string): Promise<void> {
  const { em, practiceId, now, actor } = tx;
  await em.nativeUpdate(Discharge, { clientId: client.id, supersededAt: null }, { supersededAt: now });
  await settleEndingMilestone(tx, client, {
    kind: null,
    occurredOn: on,
    practitionerTick: false,
    since: null,
  });
  em.create(Discharge, {
    id: randomUUIDv7(),
    practiceId,
    client,
    ending: 'deceased',
    on,
    practitionerTick: false,
    by: actor.staffId,
    createdAt: now,
  });
  em.assign(client, { ending: 'deceased', endedOn: on, updatedAt: now });
}
