import { LockMode } from '@mikro-orm/postgresql';
import { Commitment } from '../../entities/commitment.ts';
import type { Tx } from '../transaction.ts';
import type { WorkflowName } from '../signal.ts';

/**
 * Locks the commitment row before anything is read that decides its next check: a change of settings, which
 * updates every commitment, has either committed before and is read, or waits and makes the row due again afterwards.
 */
export async function lockCommitment(
  { em }: Tx,
  kind: WorkflowName,
  subjectId: string,
): Promise<Commitment | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return em.findOne(Commitment, { kind, subjectId }, { lockMode, refresh: true });
}
