import { Broadcast } from '../../entities/broadcast.ts';
import { audit, type Tx } from '../transaction.ts';

/** Everybody on its list has been written to, or left out with a reason. */
export async function finishBroadcast(tx: Tx, broadcastId: string): Promise<void> {
  const { em, practiceId, now } = tx;
  const broadcast = await em.findOneOrFail(Broadcast, { practiceId, id: broadcastId });
  broadcast.finish(now);
  audit(tx, 'finish', { entity: 'broadcast', id: broadcast.id });
}
