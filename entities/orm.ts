import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { ENTITIES } from './index.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

type Options = { poolMax?: number; onStatement?: (sql: string) => void };

/** Connects as the role in `url`: the application role for work, the owner for migrations only. */
export async function openOrm(url: string, { poolMax = 20, onStatement }: Options = {}): Promise<MikroORM> {
  return MikroORM.init({
    entities: ENTITIES,
    clientUrl: url,
    extensions: [Migrator],
    migrations: { path: MIGRATIONS, emit: 'ts', snapshot: false },
    pool: { min: 0, max: poolMax },
    forceUtcTimezone: true,
    autoJoinRefsForFilters: false,
    logger: onStatement ?? (() => undefined),
    debug: onStatement ? ['query'] : false,
  });
}
