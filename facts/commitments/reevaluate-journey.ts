import { PromiseKept } from '../../entities/commitment.ts';
import type { Fact } from '../transaction.ts';
import { ring } from '../signal.ts';

/**
 * Something changed that may close or open a gate of this client: a journey that is under way looks again. Nothing new
 * is pending because of it, so that a client at rest starts no run.
 */
export async function ringOpenJourney(fact: Fact, clientId: string): Promise<void> {
  const { practiceId } = fact;
  const open = { kind: 'clientJourney' as const, subjectId: clientId, practiceId, keptAt: null };
  if ((await fact.em.count(PromiseKept, open)) > 0) ring(fact, 'clientJourney', clientId);
}
