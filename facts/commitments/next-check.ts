import { Commitment } from '../../entities/commitment.ts';
import type { Tx } from '../transaction.ts';
import type { WorkflowName } from '../signal.ts';

/** Writes down when Temporal must look at this again, so that a lost run is missed and rung for. */
export async function scheduleNextCheck(
  tx: Tx,
  kind: WorkflowName,
  subjectId: string,
  dueAt: Date,
): Promise<void> {
  await tx.em.nativeUpdate(
    Commitment,
    { kind, subjectId },
    { dueAt, keptAt: null, signaledAt: null, signalCount: 0 },
  );
}

/** Nothing is pending any more: the promise is kept. */
export async function completeCommitment(tx: Tx, kind: WorkflowName, subjectId: string): Promise<void> {
  await tx.em.nativeUpdate(Commitment, { kind, subjectId }, { keptAt: tx.now });
}
