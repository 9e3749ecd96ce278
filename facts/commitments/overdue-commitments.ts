import type { Database } from '../database.ts';
import type { LeasedTable } from '../lease.ts';
import type { WorkflowName } from '../signal.ts';

export type OverdueCommitment = { workflow: WorkflowName; subjectId: string; practiceId: string };

/**
 * Commitments whose next check has passed unnoticed: a terminated run, a restored backup or a lost Temporal store. They
 * are signaled again with doubling waits, ten minutes at most, until the check is made.
 */
export const OVERDUE_COMMITMENTS: LeasedTable<OverdueCommitment> = {
  name: 'overdue commitments',
  table: 'commitment',
  key: 'kind, subject_id',
  due: `kept_at is null and due_at <= now() - interval '5 seconds' and (signaled_at is null
    or signaled_at <= now() - least(600, 10 * 2 ^ least(signal_count, 6)) * interval '1 second')`,
  dueAt: 'due_at',
  lease: 'signaled_at = now(), signal_count = signal_count + 1',
  columns: 'kind as workflow, subject_id as "subjectId", practice_id as "practiceId"',
  shares: [{ column: 'practice_id', most: 8, of: ({ practiceId }) => practiceId }],
};

/** Makes a commitment due again at once, because Temporal was not there to be signaled. */
export async function releaseCommitment(
  database: Database,
  { workflow, subjectId }: OverdueCommitment,
): Promise<void> {
  await database.orm.em.fork().execute(
    `update commitment set signaled_at = null, signal_count = greatest(0, signal_count - 1)
     where kind = ? and subject_id = ?`,
    [workflow, subjectId],
  );
}
