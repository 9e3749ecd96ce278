import type { MikroORM } from '@mikro-orm/postgresql';
import { Installation } from '../entities/installation.ts';
import { openOrm } from '../entities/orm.ts';
import { Keyring, SecretsError, useKeyring } from '../entities/crypto/keyring.ts';
import { ConfigError } from './config.ts';

const CHECK = 'kindword';
const CHECK_NAME = 'secrets';

/** Connects as the application role and refuses to start on what would be unsafe: a role that sees too much, a wrong key. */
export async function openDatabase(databaseUrl: string, secrets: string): Promise<MikroORM> {
  useKeyring(new Keyring(secrets));
  const orm = await openOrm(databaseUrl);
  try {
    await refuseMightyRole(orm);
    await checkSecrets(orm);
    return orm;
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}

async function refuseMightyRole(orm: MikroORM): Promise<void> {
  const [role] = await orm.em.fork().execute<{ mighty: boolean; owns: boolean }[]>(
    `select (rolsuper or rolbypassrls) as mighty,
      exists (select 1 from pg_tables where schemaname = 'public' and tablename = 'practice' and tableowner = current_user) as owns
     from pg_roles where rolname = current_user`,
  );
  if (role?.mighty || role?.owns) {
    throw new ConfigError(
      'DATABASE_URL names a role that row-level security does not hold (a superuser, or the owner of the tables). Use the application role there, and the owner in DATABASE_OWNER_URL.',
    );
  }
}

/** A word sealed at the first start must open with today's keys; otherwise names would be unreadable, or sealed with two keys. */
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
