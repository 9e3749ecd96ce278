import type { Client } from '../../entities/client.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { PHASES } from '../../policy/journeys/stage.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { wrongFields } from '../refusal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

/** How far the work has come, in the words of the client's service line or as one of our phases (S11). */
export async function setStage(tx: Tx, clientId: string, stage: string): Promise<Client> {
  const client = await lockClient(tx, clientId);
  const line = client.serviceLineId ? await tx.em.findOne(ServiceLine, { id: client.serviceLineId }) : null;
  const known = new Set<string>([...(line?.stages ?? []).map(({ name }) => name), ...PHASES]);
  if (!known.has(stage))
    throw wrongFields([{ path: 'stage', message: `must be one of: ${[...known].join(', ')}` }]);
  client.stage = stage;
  client.updatedAt = tx.now;
  await reevaluateJourney(tx, client.id);
  audit(tx, 'change', { entity: 'client', id: client.id }, ['stage']);
  return client;
}
