import { inTransaction, type Tx } from '../../facts/transaction.ts';
import type { TestKindword } from './kindword.ts';
import type { TestPractice } from './practice.ts';

/** One transaction of the test's own, as this member of the staff. */
export function inPractice<T>(
  { database }: TestKindword,
  { practiceId, staffId }: TestPractice,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(database, { practiceId, actor: { kind: 'staff', staffId } }, work);
}
