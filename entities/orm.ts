import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { appendedRows } from './appended-rows.ts';
import { batchStatements } from './batch-statements.ts';
import { ENTITIES } from './index.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

type Pool = { on(event: 'connect', listener: typeof batchStatements): unknown };
type Options = { poolMax?: number; onStatement?: (sql: string) => void };

/** Connects as the role in `url`: the application role for work, the owner for migrations only. */
export async function openOrm(url: string, { poolMax = 20, onStatement }: Options = {}): Promise<MikroORM> {
  return MikroORM.init({
    entities: ENTITIES,
    subscribers: [appendedRows],
    clientUrl: url,
    extensions: [Migrator],
    migrations: { path: MIGRATIONS, emit: 'ts', snapshot: false },
    pool: { min: 0, max: poolMax },
    driverOptions: { onPoolCreated: (pool: Pool) => pool.on('connect', batchStatements) },
    forceUtcTimezone: true,
    autoJoinRefsForFilters: false,
    logger: onStatement ?? (() => undefined),
    debug: onStatement ? ['query'] : false,
  });
}
