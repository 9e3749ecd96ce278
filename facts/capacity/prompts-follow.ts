import { Practice } from '../../entities/practice.ts';
import { reevaluateJourneys } from '../commitments/reevaluate-subjects.ts';
import type { Tx } from '../transaction.ts';

/**
 * Something new was said of the practice's places: where its owner has prompts wait while it is full (D7), every open
 * journey looks again, so that what was ripe is held in time. Nothing is needed where a statement expires: what is held
 * rides in the next note, and is asked about as that leaves.
 */
export async function promptsFollow(tx: Tx): Promise<void> {
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  if (policy.prompt.whileFull === 'hold') await reevaluateJourneys(tx);
}
