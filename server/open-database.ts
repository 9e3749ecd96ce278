import type { MikroORM } from '@mikro-orm/postgresql';
import { Installation } from '../entities/installation.ts';
import { openOrm, TIMEOUTS, type Timeouts } from '../entities/orm.ts';
import { Keyring, SecretsError, useKeyring } from '../entities/crypto/keyring.ts';
import { ConfigError } from './config.ts';

const CHECK = 'kindword';
const CHECK_NAME = 'secrets';

/** Connects as the application role; refuses a role that row-level security does not hold, and a wrong sealing key. */
export async function openDatabase(
  databaseUrl: string,
  secrets: string,
  timeouts: Timeouts = TIMEOUTS,
): Promise<MikroORM> {
  useKeyring(new Keyring(secrets));
  const orm = await openOrm(databaseUrl, { timeouts });
  try {
    await refuseUnboundRole(orm);
    await checkSecrets(orm);
    return orm;
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}

async function refuseUnboundRole(orm: MikroORM): Promise<void> {
  const [role] = await orm.em.fork().execute<{ bypasses: boolean; owns: boolean }[]>(
    `select (rolsuper or rolbypassrls) as bypasses,
      exists (select 1 from pg_tables where schemaname = 'public' and tablename = 'practice' and tableowner = current_user) as owns
     from pg_roles where rolname = current_user`,
  );
  if (role?.bypasses || role?.owns) {
    throw new ConfigError(
      'DATABASE_URL names a role that row-level security does not hold (a superuser, or the owner of the tables). Use the application role there, and the owner in DATABASE_OWNER_URL.',
    );
  }
}

/** Opens a value that was sealed at the first start: fails where the keys are not the ones this database was sealed with. */
async function checkSecrets(orm: MikroORM): Promise<void> {
  const em = orm.em.fork();
  try {
    const known = await em.findOne(Installation, { name: CHECK_NAME });
    if (!known) await em.persist(em.create(Installation, { name: CHECK_NAME, check: CHECK })).flush();
  } catch (error) {
    if (error instanceof SecretsError)
      throw new ConfigError(`KINDWORD_SECRETS does not fit this database. ${error.message}`);
    throw error;
  }
}
