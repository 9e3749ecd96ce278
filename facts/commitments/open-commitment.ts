import { Commitment } from '../../entities/commitment.ts';
import type { Tx } from '../transaction.ts';
import { reevaluate, type WorkflowName } from '../signal.ts';

/** Makes a commitment open, whether it was ever made or is complete, and signals its workflow. */
export async function openCommitment(tx: Tx, kind: WorkflowName, subjectId: string): Promise<void> {
  await tx.em.upsert(Commitment, {
    kind,
    subjectId,
    practiceId: tx.practiceId,
    dueAt: tx.now,
    keptAt: null,
    signaledAt: null,
    signalCount: 0,
  });
  reevaluate(tx, kind, subjectId);
}
