import { randomUUIDv7 } from 'node:crypto';
import { ClientHold } from '../../entities/client-hold.ts';
import type { Client } from '../../entities/client.ts';
import type { HoldCode } from '../../policy/clients/client-terms.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluateJourney, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';

export type NewHold = {
  clientId: string;
  code: HoldCode;
  until?: string | null | undefined;
  setBy: string;
  zone: string;
};

/** Places a hold: a code and perhaps a last day; the reason is neither asked nor stored (§2.3). */
export async function placeHold(
  tx: Tx,
  { clientId, code, until, setBy, zone }: NewHold,
): Promise<ClientHold> {
  const client = await lockClient(tx, clientId);
  const today = dateIn(zone, tx.now);
  if (until && until < today) throw wrongFields([{ path: 'until', message: 'must not lie in the past' }]);
  await purgeExpired(tx, client, today);
  const hold = tx.em.create(ClientHold, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    code,
    until: until ?? null,
    setBy,
    createdAt: tx.now,
  });
  await reevaluateThanksOf(tx, { referrerClientId: client.id });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'create', { entity: 'client_hold', id: hold.id }, ['code', ...(until ? ['until'] : [])]);
  return hold;
}

/** Holds that are over leave nothing behind but the day on which a complaint was closed. */
async function purgeExpired(tx: Tx, client: Client, today: string): Promise<void> {
  for (const hold of await tx.em.find(ClientHold, { clientId: client.id, until: { $lt: today } })) {
    client.closeComplaint(hold, today);
    tx.em.remove(hold);
  }
}
