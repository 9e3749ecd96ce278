import { sql } from 'kysely';
import { keyring } from '../../entities/crypto/keyring.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';

/** What an id stands for; no name where it may not be told, or there is none. */
export type Named = { as: 'sourceId' | 'clientId' | 'professionalId'; name: string };

const NAMED = [
  { table: 'source', as: 'sourceId', columns: ['name'] },
  { table: 'professional', as: 'professionalId', columns: ['first_name', 'last_name'] },
  { table: 'client', as: 'clientId', columns: ['first_name', 'last_name'] },
] as const;

type Column = (typeof NAMED)[number]['columns'][number];
type Row = { id: string } & Partial<Record<Column, Buffer | null>>;

/**
 * Sources, colleagues and clients of these ids, without who was erased. A large practice has thousands of them in one
 * report: nothing but what is shown is read and opened.
 */
export async function namesOf(
  tx: Tx,
  ids: readonly string[],
  withNames: boolean,
): Promise<Map<string, Named>> {
  const names = new Map<string, Named>();
  if (ids.length === 0) return names;
  for (const { table, as, columns } of NAMED) {
    const unknown = ids.filter((id) => !names.has(id));
    if (unknown.length === 0) break;
    const shown = withNames ? columns : [];
    const { rows } = await sql<Row>`
      select ${sql.join(['id', ...shown].map((column) => sql.ref(column)))} from ${sql.table(table)}
      where practice_id = ${tx.practiceId} and id = any(${unknown}::uuid[])
      ${as === 'sourceId' ? sql`` : sql`and erased_at is null`}`.execute(tables(tx));
    for (const row of rows) {
      const words = shown.map((column) => {
        const word = row[column];
        return word ? keyring().open(word, `${table}.${column}`) : '';
      });
      names.set(row.id, { as, name: words.filter((word) => word !== '').join(' ') });
    }
  }
  return names;
}
