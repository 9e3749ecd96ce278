import { sql, type RawBuilder } from 'kysely';
import { keyring } from '../../entities/crypto/keyring.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';

/** One practice, one period, by what the report is grouped by unless asked otherwise. */
export type Asked = { tx: Tx; from: Date; to: Date };

/** The same answer as a report gives, by the best statement that we could write by hand. */
export type Floor = (asked: Asked) => Promise<unknown>;

/** The practice of the bench has this zone. */
export const ZONE = 'Europe/London';

export function days(count: number): RawBuilder<unknown> {
  return sql.raw(`interval '${count * 24} hours'`);
}

export async function rowsOf<Row>({ tx }: Pick<Asked, 'tx'>, statement: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await statement.execute(tables(tx));
  return rows as Row[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- written by hand beside it
}

/** Every report says whether it is still learning, and looks that up once. */
export const stillLearning: Floor = (asked) =>
  rowsOf(
    asked,
    sql`select min_at, n, answered from
      (select min(c.first_attended_at) as min_at from client c where c.practice_id = ${asked.tx.practiceId}) least,
      (select count(*) as n, count(c.source_kind) as answered from client c where c.practice_id = ${asked.tx.practiceId}
        and c.first_attended_at >= date_trunc('week', now() at time zone ${ZONE}) at time zone ${ZONE} - interval '13 weeks'
        and c.first_attended_at < date_trunc('week', now() at time zone ${ZONE}) at time zone ${ZONE}) pooled`,
  );

type Sealed = { id: string; first_name: Buffer | null; last_name: Buffer | null };

/** Clients, colleagues and named sources by id, with their names opened. */
export async function named(asked: Asked, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => id !== null);
  const names = new Map<string, string>();
  for (const table of ['client', 'professional']) {
    const found = await rowsOf<Sealed>(
      asked,
      sql`select id, first_name, last_name from ${sql.table(table)}
        where practice_id = ${asked.tx.practiceId} and id = any(${known}::uuid[])`,
    );
    for (const { id, first_name: first, last_name: last } of found)
      names.set(
        id,
        `${first ? keyring().open(first, `${table}.first_name`) : ''} ${last ? keyring().open(last, `${table}.last_name`) : ''}`,
      );
  }
  return names;
}
