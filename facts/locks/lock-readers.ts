import { sql } from 'kysely';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** The records of many who are about to be written to, FOR SHARE: a hold or a stop that comes now either waits for the send or is seen by it. */
export async function lockReaders(
  tx: Tx,
  of: 'clients' | 'professionals',
  ids: readonly string[],
): Promise<void> {
  const table = sql.table(of === 'clients' ? 'client' : 'professional');
  await sql`
    select 1 from ${table} where practice_id = ${tx.practiceId}::uuid and id = any(${ids}::uuid[])
    order by id for share`.execute(tables(tx));
}
