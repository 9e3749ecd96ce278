import type { Tx } from '../transaction.ts';
import { reevaluate, type WorkflowName } from '../signal.ts';

const OPEN = `
  insert into commitment (kind, subject_id, practice_id, due_at, signal_count) values (?, ?, ?, ?, 0)
  on conflict (kind, subject_id) do update set
    due_at = excluded.due_at, kept_at = null, signaled_at = null, signal_count = 0`;

/** Opens a commitment, new or completed before, and signals its workflow. */
export async function openCommitment(tx: Tx, kind: WorkflowName, subjectId: string): Promise<void> {
  await tx.em.execute(OPEN, [kind, subjectId, tx.practiceId, tx.now]);
  reevaluate(tx, kind, subjectId);
}

/** For an e-mail that belongs to no other promise: a Friday list, a test send. */
export async function openDelivery(tx: Tx, messageId: string): Promise<void> {
  await openCommitment(tx, 'delivery', messageId);
}

/** Something about this client is, or may be, pending. */
export async function openJourney(tx: Tx, clientId: string): Promise<void> {
  await openCommitment(tx, 'clientJourney', clientId);
}
