import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { SCHEMA } from './schema.ts';

export type Database = {
  all<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[];
  one<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | null;
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number };
  transaction<T>(work: () => T): T;
  close(): void;
};

/** Opens the outbox's one file for this process alone; what is committed here survives a kill or a power cut. */
export function openDatabase(path: string): Database {
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
        .map((found) => row.parse(found)),
    one: (row, sql, ...values) => {
      const found = prepared(sql).get(...values);
      return found === undefined ? null : row.parse(found);
    },
    run: (sql, ...values) => {
      const { changes, lastInsertRowid } = prepared(sql).run(...values);
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    transaction,
    close: () => file.close(),
  };
}

/** A column that holds JSON, read back in the given shape. */
export function jsonColumn<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);
}

/** The count in a row, whatever was counted. */
export const Count = z.object({ n: z.number() });
