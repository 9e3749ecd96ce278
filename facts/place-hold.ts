import { randomUUIDv7 } from 'node:crypto';
import { ClientHold, type HOLD_CODES } from '../entities/client-hold.ts';
import { audit, type Fact } from './fact.ts';
import { lockClient } from './lock-client.ts';
import { dateIn } from './practice-today.ts';
import { wrongFields } from './refusal.ts';
import { ringOpenThanksOf } from './ring-open-thanks.ts';

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
  if (until && until < dateIn(zone, fact.now))
    throw wrongFields([{ path: 'until', message: 'must not lie in the past' }]);
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
  audit(fact, 'create', { entity: 'client_hold', id: hold.id }, ['code', ...(until ? ['until'] : [])]);
  return hold;
}
