import { parseArgs } from 'node:util';
import { ApiKey } from '../entities/api-key.ts';
import { Practice } from '../entities/practice.ts';
import { emailHash } from '../entities/crypto/look-up.ts';
import { Staff } from '../entities/staff.ts';
import type { Database } from '../facts/database.ts';
import { inTransaction, type TransactionScope } from '../facts/transaction.ts';
import { createPractice } from '../facts/practice/create-practice.ts';
import { allowSenderDomain } from '../facts/practice/sender-domain.ts';
import { WORKS, type Work } from '../policy/practice/practice-policy.ts';
import { issueApiKey, revokeApiKey } from '../facts/practice/save-api-key.ts';
import { printedSignIn } from '../facts/sign-in/print-link.ts';
import { Refusal } from '../facts/refusal.ts';
import { ConfigError, isExpected, readConfig } from './config.ts';
import { withDatabase } from './with-database.ts';

const HELP = `npm run -s practice -- create --name "Willow Practice" --timezone Europe/London --owner-email owner@example.org [--owner-name "Alex Example"] [--locale en-GB] [--currency GBP] [--work counselling|other] [--json]
npm run -s practice -- list [--json]
npm run -s practice -- key --practice <id or slug> [--json]      a new key for its owner (the old ones go on working)
npm run -s practice -- revoke --practice <id or slug> --key <id>
npm run -s practice -- sender --practice <id or slug> --domain <domain>      may send from it, although another does`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    timezone: { type: 'string' },
    work: { type: 'string', default: 'other' },
    'owner-email': { type: 'string' },
    'owner-name': { type: 'string' },
    locale: { type: 'string', default: 'en-GB' },
    currency: { type: 'string', default: 'GBP' },
    practice: { type: 'string' },
    key: { type: 'string' },
    domain: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

try {
  if (values.help || positionals.length === 0) console.log(HELP);
  else {
    const config = readConfig({ ...process.env, KINDWORD_ROLE: 'all' });
    await withDatabase(config, (database) =>
      run(database, config.publicUrl ?? `http://${config.host}:${config.port}`),
    );
  }
  process.exit(0);
} catch (error) {
  console.error(error instanceof Refusal || isExpected(error) ? error.message : error);
  process.exit(1);
}

/** `publicUrl`: where the program is reached, so that a link can be printed. */
async function run(database: Database, publicUrl: string): Promise<void> {
  switch (positionals[0]) {
    case 'create':
      return print(await create(database, publicUrl));
    case 'list':
      return print(await list(database));
    case 'key':
      return print(await newOwnerKey(database));
    case 'revoke':
      return print(await revoke(database));
    case 'sender':
      return print(await allowSender(database));
    case undefined:
    default:
      throw new ConfigError(`There is no command "${positionals[0]}".\n${HELP}`);
  }
}

async function list(database: Database) {
  const found = await database.orm.em.fork().findAll(Practice);
  return found.map(({ id: practiceId, slug, name, sending }) => ({ practiceId, slug, name, sending }));
}

async function create(database: Database, publicUrl: string) {
  const ownerEmail = required('owner-email');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(ownerEmail))
    throw new ConfigError(`--owner-email must be an e-mail address, not "${ownerEmail}".`);
  const created = await createPractice(
    database,
    {
      name: required('name'),
      timezone: required('timezone'),
      ownerEmail,
      ownerName: values['owner-name'] ?? ownerEmail.split('@')[0] ?? 'Owner',
      locale: values.locale,
      currency: values.currency,
      work: workGiven(),
    },
    new Date(),
  );
  return { ...created, signIn: await printedSignIn(database, publicUrl, emailHash(ownerEmail)) };
}

/** What the practice does decides which moments are proposed (S6). */
function workGiven(): Work {
  const work = WORKS.find((one) => one === values.work);
  if (!work) throw new ConfigError(`--work must be one of ${WORKS.join(', ')}, not "${values.work}".`);
  return work;
}

async function newOwnerKey(database: Database) {
  const practice = await named(database);
  return inTransaction(database, byOperator(practice), async (tx) => {
    const owner = await tx.em.findOne(
      Staff,
      { roles: { $contains: ['owner'] }, active: true },
      { orderBy: { id: 'asc' } },
    );
    if (!owner) throw new ConfigError('This practice has no active owner.');
    const { secret } = await issueApiKey(tx, owner.id, {
      label: 'owner, from the command line',
      by: null,
    });
    return { practiceId: practice.id, slug: practice.slug, staffId: owner.id, apiKey: secret };
  });
}

async function revoke(database: Database) {
  const practice = await named(database);
  const id = required('key');
  return inTransaction(database, byOperator(practice), async (tx) => {
    const key = await tx.em.findOne(ApiKey, { id, practiceId: practice.id, revokedAt: null });
    if (!key) throw new ConfigError('This practice has no such key, or it was revoked already.');
    await revokeApiKey(tx, key.staffId, key.id);
    return { practiceId: practice.id, revoked: key.id };
  });
}

async function allowSender(database: Database) {
  const practice = await named(database);
  const domain = required('domain');
  await inTransaction(database, byOperator(practice), (tx) => allowSenderDomain(tx, domain));
  return { practiceId: practice.id, maySendFrom: domain };
}

function byOperator({ id }: Practice): TransactionScope {
  return { practiceId: id, actor: { kind: 'operator', staffId: null } };
}

async function named(database: Database): Promise<Practice> {
  const name = required('practice');
  const isId = /^[0-9a-f-]{36}$/i.test(name);
  const practice = await database.orm.em.fork().findOne(Practice, isId ? { id: name } : { slug: name });
  if (!practice) throw new ConfigError(`There is no practice "${name}" (npm run -s practice -- list).`);
  return practice;
}

function required(option: 'name' | 'timezone' | 'owner-email' | 'practice' | 'key' | 'domain'): string {
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
