import type { MikroORM } from '@mikro-orm/postgresql';
import { openOrm } from '../entities/orm.ts';

const MIGRATION_LOCK = 728_141;

/** Runs what is missing, forward only, as the owner; processes that start side by side wait for one another. */
export async function migrate(ownerUrl: string): Promise<void> {
  const orm = await openOrm(ownerUrl, 2);
  try {
    await migrateUnderLock(orm);
  } finally {
    await orm.close(true);
  }
}

async function migrateUnderLock(orm: MikroORM): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await orm.migrator.up({ transaction: em.getTransactionContext() });
  });
}
