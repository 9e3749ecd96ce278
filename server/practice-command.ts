import { parseArgs } from 'node:util';
import { ApiKey } from '../entities/api-key.ts';
import { Practice } from '../entities/practice.ts';
import { Staff } from '../entities/staff.ts';
import type { Database } from '../facts/database.ts';
import { inTransaction } from '../facts/transaction.ts';
import { createPractice } from '../facts/practice/create-practice.ts';
import { issueApiKey } from '../facts/practice/save-api-key.ts';
import { Refusal } from '../facts/refusal.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

const HELP = `npm run -s practice -- create --name "Willow Practice" --timezone Europe/London --owner-email owner@example.org [--owner-name "Alex Example"] [--locale en-GB] [--currency GBP] [--json]
npm run -s practice -- list [--json]
npm run -s practice -- key --practice <id or slug> [--json]      a new key for its owner (the old ones go on working)
npm run -s practice -- revoke --practice <id or slug> --key <id>`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    timezone: { type: 'string' },
    'owner-email': { type: 'string' },
    'owner-name': { type: 'string' },
    locale: { type: 'string', default: 'en-GB' },
    currency: { type: 'string', default: 'GBP' },
    practice: { type: 'string' },
    key: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

try {
  if (values.help || positionals.length === 0) console.log(HELP);
  else await withDatabase(readConfig({ ...process.env, KINDWORD_ROLE: 'all' }), run);
  process.exit(0);
} catch (error) {
  const expected =
    error instanceof Refusal ||
    (error instanceof Error &&
      ['ConfigError', 'EmbeddedError', 'SecretsError'].includes(error.constructor.name));
  console.error(expected ? error.message : error);
  process.exit(1);
}

async function run(database: Database): Promise<void> {
  const command: string = positionals[0] ?? '';
  switch (command) {
    case 'create':
      return print(await create(database));
    case 'list':
      return print(
        (await database.orm.em.fork().findAll(Practice)).map(({ id, slug, name, sending }) => ({
          practiceId: id,
          slug,
          name,
          sending,
        })),
      );
    case 'key':
      return print(await newOwnerKey(database));
    case 'revoke':
      return print(await revoke(database));
    default:
      throw new ConfigError(`There is no command "${command}".\n${HELP}`);
  }
}

async function create(database: Database) {
  const ownerEmail = required('owner-email');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(ownerEmail))
    throw new ConfigError(`--owner-email must be an e-mail address, not "${ownerEmail}".`);
  return createPractice(
    database,
    {
      name: required('name'),
      timezone: required('timezone'),
      ownerEmail,
      ownerName: values['owner-name'] ?? ownerEmail.split('@')[0] ?? 'Owner',
      locale: values.locale,
      currency: values.currency,
    },
    new Date(),
  );
}

async function newOwnerKey(database: Database) {
  const practice = await named(database);
  const of = {
    practiceId: practice.id,
    actor: { kind: 'operator' as const, staffId: null },
    now: new Date(),
  };
  return inTransaction(database, of, async (tx) => {
    const owner = await tx.em.findOne(
      Staff,
      { roles: { $contains: ['owner'] }, active: true },
      { orderBy: { id: 'asc' } },
    );
    if (!owner) throw new ConfigError('This practice has no active owner.');
    const { secret } = await issueApiKey(tx, owner.id, 'owner, from the command line');
    return { practiceId: practice.id, slug: practice.slug, staffId: owner.id, apiKey: secret };
  });
}

async function revoke(database: Database) {
  const practice = await named(database);
  const revoked = await database.orm.em
    .fork()
    .nativeUpdate(
      ApiKey,
      { practiceId: practice.id, id: required('key'), revokedAt: null },
      { revokedAt: new Date() },
    );
  if (revoked === 0) throw new ConfigError('This practice has no such key, or it was revoked already.');
  return { practiceId: practice.id, revoked: values.key };
}

async function named(database: Database): Promise<Practice> {
  const name = required('practice');
  const isId = /^[0-9a-f-]{36}$/i.test(name);
  const practice = await database.orm.em.fork().findOne(Practice, isId ? { id: name } : { slug: name });
  if (!practice) throw new ConfigError(`There is no practice "${name}" (npm run -s practice -- list).`);
  return practice;
}

/** Uses the database that runs; where none does, starts the embedded one for the moment. */
async function withDatabase(config: Config, work: (database: Database) => Promise<void>): Promise<void> {
  const running = config.databaseUrl
    ? null
    : (await import('../embedded/running.ts')).readRunning(config.dataDir);
  const databaseUrl = config.databaseUrl ?? running?.databaseUrl;
  if (databaseUrl) return using(databaseUrl, config.databaseOwnerUrl, await secretsOf(config), work);
  const { startEmbedded } = await import('../embedded/index.ts');
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    postgres: true,
    temporal: false,
    outbox: false,
    say: (line) => console.error(line),
  });
  try {
    const { postgres } = embedded;
    if (!postgres) throw new ConfigError('The embedded PostgreSQL did not start.');
    await using(postgres.databaseUrl, postgres.ownerUrl, await secretsOf(config), work);
  } finally {
    await embedded.stop();
  }
}

async function using(
  databaseUrl: string,
  ownerUrl: string | null,
  secrets: string,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(databaseUrl).username));
  const orm = await openDatabase(databaseUrl, secrets);
  try {
    await work({ orm, onSignals: () => undefined });
  } finally {
    await orm.close(true);
  }
}

async function secretsOf(config: Config): Promise<string> {
  return config.secrets ?? (await import('../embedded/secrets.ts')).generatedSecrets(config.dataDir);
}

function required(option: 'name' | 'timezone' | 'owner-email' | 'practice' | 'key'): string {
  const value = values[option]?.trim();
  if (!value) throw new ConfigError(`--${option} is missing.\n${HELP}`);
  return value;
}

function print(result: object): void {
  if (values.json) console.log(JSON.stringify(result));
  else console.log(Array.isArray(result) ? result.map(inLines).join('\n\n') : inLines(result));
}

function inLines(result: object): string {
  return Object.entries(result)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}
