import type { Fact } from '../transaction.ts';
import { openPromise } from './open-commitment.ts';

/** Something about this client is, or may be, pending: the journey's promise is open and it looks again. */
export async function wakeJourney(fact: Fact, clientId: string): Promise<void> {
  await openPromise(fact, 'clientJourney', clientId);
}
