import type { Database } from './database.ts';
import type { LeasedTable } from './lease.ts';
import type { PendingSignal } from './signal.ts';

export type LeasedSignal = PendingSignal & { attempts: number };

/** Signals that were committed and, two seconds later, are still not known to be sent. */
export const PENDING_SIGNALS: LeasedTable<LeasedSignal> = {
  name: 'pending signals',
  table: 'workflow_signal',
  key: 'id',
  due: `status = 'pending' and due_at <= now() - interval '2 seconds'`,
  dueAt: 'due_at',
  lease: `due_at = now() + least(600, 5 * 2 ^ least(attempts, 7)) * interval '1 second', attempts = attempts + 1`,
  columns: 'id as "signalId", practice_id as "practiceId", workflow, subject_id as "subjectId", attempts',
  shares: [{ column: 'practice_id', most: 8, of: ({ practiceId }) => practiceId }],
};

/** Ends the lease of a signal that Temporal was not there to take; the attempt does not count. */
export async function releaseSignal(database: Database, signalId: string): Promise<void> {
  await database.orm.em
    .fork()
    .execute(`update workflow_signal set due_at = now(), attempts = greatest(0, attempts - 1) where id = ?`, [
      signalId,
    ]);
}

export async function deleteSentSignals(database: Database, signalIds: readonly string[]): Promise<void> {
  await database.orm.em
    .fork()
    .execute('delete from workflow_signal where id = any(?::uuid[])', [`{${signalIds.join(',')}}`]);
}
