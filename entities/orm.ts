import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { appendedRows } from './appended-rows.ts';
import { batchStatements } from './batch-statements.ts';
import { ENTITIES } from './index.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

type Pool = { on(event: 'connect', listener: typeof batchStatements): unknown };

/** How long a connection may wait or hold others up (milliseconds); null: as the server has it,
 * for migrations, which wait for a table as long as they must. */
export type Timeouts = { lock: number; statement: number; idleInTransaction: number };
type Options = { poolMax?: number; timeouts?: Timeouts | null; onStatement?: (sql: string) => void };

/** A lock that somebody waits for is held for milliseconds; beyond these, something hangs. */
export const TIMEOUTS: Timeouts = { lock: 15_000, statement: 60_000, idleInTransaction: 60_000 };

/** Connects as the role in `url`: the application role for work, the owner for migrations only. */
export async function openOrm(
  url: string,
  { poolMax = 20, timeouts = TIMEOUTS, onStatement }: Options = {},
): Promise<MikroORM> {
  return MikroORM.init({
    entities: ENTITIES,
    subscribers: [appendedRows],
    clientUrl: url,
    extensions: [Migrator],
    migrations: { path: MIGRATIONS, emit: 'ts', snapshot: false },
    // Functions stand in migrations alone, as grants and row-level security do: they run with the rights of their owner.
    schemaGenerator: { ignoreRoutines: true },
    pool: { min: 0, max: poolMax },
    driverOptions: {
      onPoolCreated: (pool: Pool) => pool.on('connect', batchStatements),
      ...(timeouts && {
        lock_timeout: timeouts.lock,
        statement_timeout: timeouts.statement,
        idle_in_transaction_session_timeout: timeouts.idleInTransaction,
      }),
    },
    // The ORM knows FOR UPDATE only, which every foreign key to the row would wait for (facts/locks/README.md).
    onQuery: (sql) => sql.replace(/ for update( skip locked| nowait)?$/, ' for no key update$1'),
    forceUtcTimezone: true,
    autoJoinRefsForFilters: false,
    logger: onStatement ?? (() => undefined),
    debug: onStatement ? ['query'] : false,
  });
}
