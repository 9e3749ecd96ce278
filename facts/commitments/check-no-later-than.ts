import { Commitment } from '../../entities/commitment.ts';
import type { Tx } from '../transaction.ts';

/** Something becomes due before the next check of the housekeeping: it is checked by then. */
export async function checkNoLaterThan(tx: Tx, at: Date): Promise<void> {
  const { practiceId } = tx;
  await tx.em.nativeUpdate(
    Commitment,
    { kind: 'housekeeping', subjectId: practiceId, practiceId, dueAt: { $gt: at } },
    { dueAt: at, signaledAt: null, signalCount: 0 },
  );
}
