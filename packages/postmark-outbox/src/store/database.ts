import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { number, object, type Shape } from '../shape.ts';
import { SCHEMA } from './schema.ts';

export type Database = {
  all<T>(row: Shape<T>, sql: string, ...values: SQLInputValue[]): T[];
  one<T>(row: Shape<T>, sql: string, ...values: SQLInputValue[]): T | null;
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number };
  transaction<T>(work: () => T): T;
  close(): void;
};

/** Conditions for a `where`, with the values of their question marks. */
export type Filter = { where: string; values: (string | number)[] };

/** Opens one file for this process alone (or `:memory:`); what is committed to a file survives a kill or a power cut. */
export function openDatabase(path: string): Database {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const file = new DatabaseSync(path, { timeout: 5_000 });
  file.exec(
    'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;',
  );
  file.exec(SCHEMA);
  const statements = new Map<string, StatementSync>();
  let isInTransaction = false;

  function prepared(sql: string): StatementSync {
    const statement = statements.get(sql) ?? file.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function transaction<T>(work: () => T): T {
    if (isInTransaction) return work();
    file.exec('begin immediate');
    isInTransaction = true;
    try {
      const result = work();
      file.exec('commit');
      return result;
    } catch (error) {
      file.exec('rollback');
      throw error;
    } finally {
      isInTransaction = false;
    }
  }

  return {
    all: (row, sql, ...values) =>
      prepared(sql)
        .all(...values)
        .map((found) => row(found)),
    one: (row, sql, ...values) => {
      const found = prepared(sql).get(...values);
      return found === undefined ? null : row(found);
    },
    run: (sql, ...values) => {
      const { changes, lastInsertRowid } = prepared(sql).run(...values);
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    transaction,
    close: () => file.close(),
  };
}

/** The count in a row, whatever was counted. */
export const Count = object({ n: number });

/** A `like` pattern that finds the words anywhere and takes its own wildcards literally. */
export function likePattern(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
