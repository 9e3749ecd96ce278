import { randomUUIDv7 } from 'node:crypto';
import { ClientHold, type HOLD_CODES } from '../../entities/client-hold.ts';
import type { Client } from '../../entities/client.ts';
import { closeComplaint } from './close-complaint.ts';
import { audit, type Fact } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields } from '../refusal.ts';
import { ringOpenJourney } from '../commitments/reevaluate-journey.ts';
import { ringOpenThanksOf } from '../commitments/reevaluate-thanks.ts';

export type NewHold = {
  clientId: string;
  code: (typeof HOLD_CODES)[number];
  until?: string | null | undefined;
  setBy: string;
  zone: string;
};

/** "Not now": a code and perhaps a last day; why is neither asked nor kept (§2.3). */
export async function placeHold(
  fact: Fact,
  { clientId, code, until, setBy, zone }: NewHold,
): Promise<ClientHold> {
  const client = await lockClient(fact, clientId);
  const today = dateIn(zone, fact.now);
  if (until && until < today) throw wrongFields([{ path: 'until', message: 'must not lie in the past' }]);
  await purgeExpired(fact, client, today);
  const hold = fact.em.create(ClientHold, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    client,
    code,
    until: until ?? null,
    setBy,
    createdAt: fact.now,
  });
  await ringOpenThanksOf(fact, { referrerClientId: client.id });
  await ringOpenJourney(fact, client.id);
  audit(fact, 'create', { entity: 'client_hold', id: hold.id }, ['code', ...(until ? ['until'] : [])]);
  return hold;
}

/** Holds that are over leave nothing behind but the day on which a complaint was closed. */
async function purgeExpired(fact: Fact, client: Client, today: string): Promise<void> {
  for (const hold of await fact.em.find(ClientHold, { clientId: client.id, until: { $lt: today } })) {
    closeComplaint(client, hold, today);
    fact.em.remove(hold);
  }
}
