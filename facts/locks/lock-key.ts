import type { Tx } from '../transaction.ts';

/** Holds an advisory lock on this key of the practice until the transaction ends: for what has no row to lock yet. */
export async function lockKey({ em, practiceId }: Pick<Tx, 'em' | 'practiceId'>, key: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${practiceId}/${key}`]);
}
