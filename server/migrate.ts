import type { MikroORM } from '@mikro-orm/postgresql';
import { openOrm } from '../entities/orm.ts';

const MIGRATION_LOCK = 728_141;

/** Runs pending migrations as the owner, forward only; an advisory lock serialises processes that start at once. */
export async function migrate(ownerUrl: string, applicationRole: string | null = null): Promise<void> {
  const orm = await openOrm(ownerUrl, { poolMax: 2, timeouts: null });
  try {
    await migrateUnderLock(orm);
    if (applicationRole !== null) await grantTo(orm, applicationRole);
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

/** Grants the application role row access; the append-only tables are protected by triggers (see migrations). */
async function grantTo(orm: MikroORM, role: string): Promise<void> {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  const em = orm.em.fork();
  const [owner] = await em.execute<{ same: boolean }[]>('select current_user = ? as same', [role]);
  if (owner?.same) return;
  await em.execute(`grant usage on schema public to ${quoted}`);
  await em.execute(`grant select, insert, update, delete on all tables in schema public to ${quoted}`);
}
