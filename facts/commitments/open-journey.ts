import type { Tx } from '../transaction.ts';
import { openCommitment } from './open-commitment.ts';

/** Something about this client is, or may be, pending: the journey's commitment is open and reevaluated. */
export async function openJourney(tx: Tx, clientId: string): Promise<void> {
  await openCommitment(tx, 'clientJourney', clientId);
}
