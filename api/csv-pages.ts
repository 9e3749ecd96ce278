import type { EntityName } from '@mikro-orm/postgresql';
import type { Tx } from '../facts/transaction.ts';
import { highestKey, pageAfter } from './page.ts';
import type { Pages } from './route.ts';
import { csvOf, type Cells } from './views/csv.ts';

const ROWS_A_PAGE = 500;

/** How the records of one kind become the lines of a file. */
export type CsvTable<Row extends object> = {
  entity: EntityName<Row>;
  /** Unique, and the order of the file: by it each page goes on where the one before ended. */
  key: 'id' | 'number';
  columns: readonly string[];
  /** Sealed columns that no cell shows: they are not opened. */
  unread?: readonly string[];
  cells: (tx: Tx, rows: readonly Row[]) => Promise<Cells[]>;
};

/**
 * The pages of a file. Promised is each record that was there when it was asked for and still is when its page is read,
 * once, as it is then; two pages may be of two moments. What is entered later is not in it, so that the file ends.
 */
export async function csvPages<Row extends object>(
  tx: Tx,
  { entity, key, columns, unread = [], cells }: CsvTable<Row>,
  where: Record<string, unknown> = {},
): Promise<Pages> {
  const until = await highestKey(tx.em, entity, key);
  return async function* pages(inOwnTransaction) {
    let after: unknown = null;
    for (let isFirst = true; isFirst || after !== null; isFirst = false) {
      const range = { after, until, limit: ROWS_A_PAGE, unread };
      const page = await inOwnTransaction(async (own) => {
        const rows = until === null ? [] : await pageAfter(own.em, entity, key, where, range);
        const last = rows.length < ROWS_A_PAGE ? undefined : rows.at(-1);
        return { text: csvOf(await cells(own, rows), columns, isFirst), next: keyOf(last, key) };
      });
      yield page.text;
      after = page.next;
    }
  };
}

function keyOf(row: object | undefined, key: string): unknown {
  return row === undefined ? null : Reflect.get(row, key);
}
