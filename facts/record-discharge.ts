import type { Client } from '../entities/client.ts';
import type { Ending } from '../policy/ending.ts';
import { audit, type Fact } from './fact.ts';
import { lockClient } from './lock-client.ts';
import { dateIn } from './practice-today.ts';
import { wrongFields } from './refusal.ts';
import { ringOpenThanksOf } from './ring-open-thanks.ts';

export type Discharge = { clientId: string; ending: Ending; on: string; zone: string };

/** The work with a client has ended, and how; said again, the later word counts. */
export async function recordDischarge(
  fact: Fact,
  { clientId, ending, on, zone }: Discharge,
): Promise<Client> {
  const client = await lockClient(fact, clientId);
  if (on > dateIn(zone, fact.now)) throw wrongFields([{ path: 'on', message: 'must not lie in the future' }]);
  client.ending = ending;
  client.endedOn = on;
  client.updatedAt = fact.now;
  await ringOpenThanksOf(fact, { referrerClientId: client.id });
  audit(fact, 'discharge', { entity: 'client', id: client.id }, ['ending', 'endedOn']);
  return client;
}
