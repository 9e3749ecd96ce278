import { Commitment } from '../../entities/commitment.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate } from '../signal.ts';

/**
 * Something changed that may close or open a gate of this client: a journey that is under way is reevaluated. Nothing
 * new is pending because of it, so that a client at rest starts no run.
 */
export async function reevaluateJourney(tx: Tx, clientId: string): Promise<void> {
  const { practiceId } = tx;
  const open = { kind: 'clientJourney' as const, subjectId: clientId, practiceId, keptAt: null };
  if ((await tx.em.count(Commitment, open)) > 0) reevaluate(tx, 'clientJourney', clientId);
}
