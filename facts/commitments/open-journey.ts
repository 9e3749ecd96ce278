import type { Tx } from '../transaction.ts';
import { openCommitment } from './open-commitment.ts';

/** Something about this client is, or may be, pending: the journey's promise is open and it looks again. */
export async function openJourney(tx: Tx, clientId: string): Promise<void> {
  await openCommitment(tx, 'clientJourney', clientId);
}
