import type { Tx } from '../transaction.ts';
import { reevaluate, type WorkflowName } from '../signal.ts';

const OPEN = `
  insert into commitment (kind, subject_id, practice_id, due_at, signal_count) values (?, ?, ?, ?, 0)
  on conflict (kind, subject_id) do update set
    due_at = excluded.due_at, kept_at = null, signaled_at = null, signal_count = 0`;

/** Makes a promise open, whether it had ever been made or had been kept, and rings for it. */
export async function openCommitment(tx: Tx, kind: WorkflowName, subjectId: string): Promise<void> {
  await tx.em.execute(OPEN, [kind, subjectId, tx.practiceId, tx.now]);
  reevaluate(tx, kind, subjectId);
}
