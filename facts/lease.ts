import type { Database } from './database.ts';

/**
 * A table whose due rows are worked off by any number of processes: each leases rows by moving their due time, so that
 * what a dying process had in hand becomes due again by itself.
 */
export type LeasedTable<Row> = {
  name: string;
  table: string;
  key: string;
  /** SQL: whether a row is due. */
  due: string;
  /** SQL: the oldest is leased first. */
  dueAt: string;
  /** SQL: what the lease sets. */
  lease: string;
  /** SQL: what of a leased row is returned. */
  columns: string;
  shares: readonly Share<Row>[];
};

/** How many rows with the same value of this column, a practice's id for one, one process works on at once. */
type Share<Row> = { column: string; most: number; of: (row: Row) => string };

/** Values of a column whose share is used up. */
export type Excluded = { column: string; values: readonly string[] };

/** Leases the oldest due rows. Rows that another process is leasing are skipped, not waited for. */
export async function leaseDue<Row extends object>(
  database: Database,
  { table, key, due, dueAt, lease, columns }: LeasedTable<Row>,
  { limit, excluded }: { limit: number; excluded: readonly Excluded[] },
): Promise<Row[]> {
  const shareLeft = excluded.map(({ column }) => ` and ${column} <> all(?::uuid[])`).join('');
  return database.orm.em.fork().execute<Row[]>(
    `update ${table} set ${lease}
     where (${key}) in (select ${key} from ${table} where ${due}${shareLeft}
       order by ${dueAt} limit ${limit} for no key update skip locked)
     returning ${columns}`,
    excluded.map(({ values }) => `{${values.join(',')}}`),
  );
}

/** Asks in one statement which of these tables have a due row, so that an idle tick costs one round trip. */
export async function whichAreDue(
  database: Database,
  tables: readonly Pick<LeasedTable<never>, 'table' | 'due'>[],
): Promise<boolean[]> {
  if (tables.length === 0) return [];
  const answers = tables.map(({ table, due }) => `exists (select from ${table} where ${due})`);
  const [row] = await database.orm.em
    .fork()
    .execute<{ due: boolean[] }[]>(`select array[${answers.join(', ')}] as due`);
  return row?.due ?? [];
}
