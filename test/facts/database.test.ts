import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException, type MikroORM } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { openOrm } from '../../entities/orm.ts';
import { Referral } from '../../entities/referral.ts';
import { Keyring, SecretsError, useKeyring } from '../../entities/crypto/keyring.ts';
import { createClient } from '../../facts/clients/save-client.ts';
import { announce } from '../../facts/announce.ts';
import { lockKey } from '../../facts/locks/lock-key.ts';
import { nextNumber } from '../../facts/next-number.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { createPractice, type CreatedPractice } from '../../facts/practice/create-practice.ts';
import { addSourceLine } from '../../facts/source-line.ts';
import { recordReferral } from '../../facts/referrals/record-referral.ts';
import { migrate } from '../../server/migrate.ts';
import { openDatabase } from '../../server/open-database.ts';
import { asOwner, cloneDatabase, connected, inDatabase, readParts } from '../support/parts.ts';

const SECRETS = `1:${randomBytes(32).toString('base64')}`;
const HOUR_MS = 3_600_000;

let cloned: Awaited<ReturnType<typeof cloneDatabase>>;
let orm: MikroORM;
let willow: CreatedPractice;
let rowan: CreatedPractice;

beforeAll(async () => {
  cloned = await cloneDatabase('database');
  await migrate(cloned.ownerUrl, 'kindword_app');
  orm = await openDatabase(cloned.databaseUrl, SECRETS);
  willow = await found('Willow');
  rowan = await found('Rowan');
});
afterAll(async () => {
  await orm.close(true);
});

function found(name: string): Promise<CreatedPractice> {
  const owner = { ownerEmail: `${name}@example.org`, ownerName: 'Olive', locale: 'en-GB', currency: 'GBP' };
  return createPractice(database(), { name, timezone: 'Europe/London', ...owner }, new Date());
}

function database() {
  return { orm, onSignals: () => undefined };
}

function inPractice<T>(practice: CreatedPractice, work: Parameters<typeof inTransaction<T>>[2]): Promise<T> {
  return inTransaction(
    database(),
    { practiceId: practice.practiceId, actor: { kind: 'staff', staffId: practice.staffId }, now: new Date() },
    work,
  );
}

async function referralIn(practice: CreatedPractice): Promise<string> {
  return inPractice(practice, async (tx) => {
    const client = await createClient(tx, { firstName: 'Robin', email: `${randomUUID()}@example.org` });
    await tx.em.flush();
    const input = {
      learnedFrom: 'referrer' as const,
      referrer: { clientId: client.id },
      via: 'phone' as const,
      receivedAt: tx.now,
    };
    const recorded = await recordReferral(tx, input, 48 * HOUR_MS);
    return recorded.referral.id;
  });
}

/** Decision 0102. */
const OPEN_TABLES = [
  'api_key',
  'commitment',
  'hook_credential',
  'installation',
  'installation_suppression',
  'journal_entry',
  'kept_form',
  'mikro_orm_migrations',
  'passkey',
  'passkey_challenge',
  'posted_form',
  'practice',
  'public_token',
  'sent_as',
  'sign_in_link',
  'staff_address',
  'web_session',
  'webhook_delivery',
  'webhook_event',
  'workflow_signal',
];

test('entities and migrations agree', async () => {
  const owner = await openOrm(cloned.ownerUrl);
  const difference = await owner.schema.getUpdateSchemaSQL({ wrap: false });
  await owner.close(true);

  expect(difference.trim()).toBe('');
});

test('two programs that start side by side migrate once', async () => {
  const { postgres } = readParts();
  const name = `test_twice_${randomBytes(4).toString('hex')}`;
  await asOwner(postgres.ownerUrl, `create database ${name}`);

  await Promise.all([
    migrate(inDatabase(postgres.ownerUrl, name)),
    migrate(inDatabase(postgres.ownerUrl, name)),
  ]);

  const owner = await openOrm(inDatabase(postgres.ownerUrl, name));
  const pending = await owner.migrator.getPending();
  await owner.close(true);
  await asOwner(postgres.ownerUrl, `drop database ${name} with (force)`);
  expect(pending).toEqual([]);
});

test('migrating again with rows in place changes none of them', async () => {
  const id = await referralIn(willow);

  await migrate(cloned.ownerUrl, 'kindword_app');

  expect(await inPractice(willow, ({ em }) => em.count(Referral, { id }))).toBe(1);
});

test.each([
  'update source_log_line set number = 99',
  'delete from source_log_line',
  'update audit_entry set action = null',
  'delete from audit_entry',
])('the log cannot be changed, not even by its owner: %s', async (sql) => {
  await referralIn(willow);
  await expect(asOwner(cloned.ownerUrl, sql)).rejects.toThrow('append-only');
});

test('one practice cannot see, change or point at what another one has', async () => {
  const id = await referralIn(rowan);

  const seen = await inPractice(willow, async ({ em }) => ({
    found: await em.findOne(Referral, { id }),
    raw: await em.execute('select 1 from referral where id = ?', [id]),
    clients: await em.execute<{ practice_id: string }[]>('select distinct practice_id from client'),
    changed: await em.nativeUpdate(Referral, { id }, { status: 'let_go' }),
  }));

  expect(seen).toEqual({ found: null, raw: [], clients: [{ practice_id: willow.practiceId }], changed: 0 });
  const foreign = await inPractice(rowan, ({ em }) => em.find(Client, {}));
  await expect(
    inPractice(willow, ({ em }) =>
      em.execute('update referral set referrer_client_id = ?', [foreign[0]?.id]),
    ),
  ).rejects.toThrow(/foreign key/);
});

test('without a practice nothing can be read, and nothing leaks', async () => {
  await expect(orm.em.fork().find(Referral, {})).rejects.toThrow();
  await expect(orm.em.fork().execute('select * from referral')).rejects.toThrow();
});

test('reading what is sealed changes no row', async () => {
  await referralIn(willow);

  const changed = await inPractice(willow, async ({ em }) => {
    await em.find(Client, {});
    em.getUnitOfWork().computeChangeSets();
    return em.getUnitOfWork().getChangeSets().length;
  });

  expect(changed).toBe(0);
});

test('the wrong key refuses to start, by name', async () => {
  const wrong = `1:${randomBytes(32).toString('base64')}`;

  await expect(openDatabase(cloned.databaseUrl, wrong)).rejects.toThrow('KINDWORD_SECRETS');

  useKeyring(new Keyring(SECRETS));
});

test('a new key in front seals from now on, and what the old one sealed still opens', async () => {
  await referralIn(willow);
  const rotated = `2:${randomBytes(32).toString('base64')},${SECRETS}`;

  const second = await openDatabase(cloned.databaseUrl, rotated);
  const names = await inTransaction(
    { orm: second, onSignals: () => undefined },
    { practiceId: willow.practiceId, actor: { kind: 'workflow', staffId: null }, now: new Date() },
    async (tx) => {
      await createClient(tx, { firstName: 'Sealed Anew', email: 'anew@example.org' });
      await tx.em.flush();
      tx.em.clear();
      return (await tx.em.find(Client, {})).map(({ firstName }) => firstName);
    },
  );
  await second.close(true);
  useKeyring(new Keyring(SECRETS));

  expect(names).toEqual(expect.arrayContaining(['Robin', 'Sealed Anew']));
});

test('a role that row-level security does not hold refuses to start', async () => {
  await expect(openDatabase(cloned.ownerUrl, SECRETS)).rejects.toThrow('DATABASE_URL');
});

test('every table of a practice is held by row-level security, but those that are read before it is known', async () => {
  const open = await connected(cloned.ownerUrl, (execute) =>
    execute<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity order by 1",
    ),
  );

  expect(open.map(({ name }) => name)).toEqual(OPEN_TABLES);
});

test('bytes that no key has sealed are refused as such, however few they are', () => {
  const ring = new Keyring(SECRETS);
  const sealed = ring.seal('Robin', 'client.first_name');

  expect(ring.open(sealed, 'client.first_name')).toBe('Robin');
  for (const bytes of [sealed.subarray(0, 0), sealed.subarray(0, 20), sealed.subarray(0, sealed.length - 1)])
    expect(() => ring.open(bytes, 'client.first_name')).toThrow(SecretsError);
});

test('names, addresses and telephone numbers are never stored readably', async () => {
  await inPractice(willow, async (tx) => {
    await createClient(tx, {
      firstName: 'Zorblax',
      lastName: 'Quuxworth',
      email: 'zorblax@example.org',
      phone: '+44 20 7946 0999',
    });
  });

  const [dump] = await inPractice(willow, ({ em }) =>
    em.execute<{ all: string }[]>("select string_agg(client::text, '') as all from client"),
  );

  const bytes =
    dump?.all.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1')) ??
    '';
  expect(bytes).not.toMatch(/Zorblax|Quuxworth|zorblax@|7946 ?0999/i);
});

test('a row that exists already is refused as such, although its insert is sent with the commit', async () => {
  const adding = (number: number) =>
    inPractice(willow, async (tx) => {
      addSourceLine(tx, {
        number,
        kind: 'client',
        sourceKind: 'other',
        channel: 'intake',
        receivedAt: tx.now,
      });
    });
  await adding(9_001);

  await expect(adding(9_001)).rejects.toThrow(UniqueConstraintViolationException);
});

test('of two transactions that wait for one another, the one that PostgreSQL ends is run again', async () => {
  const [one, other] = [`${randomUUID()}/1`, `${randomUUID()}/2`];
  let tries = 0;
  let both: () => void = () => undefined;
  const bothHold = new Promise<void>((resolve) => (both = resolve));

  const crosswise = (first: string, second: string) =>
    inPractice(willow, async (tx) => {
      tries += 1;
      announce(tx, 'task.done', { taskId: first });
      await lockKey(tx, first);
      await tx.em.execute('select 1');
      if (tries === 2) both();
      await bothHold;
      await lockKey(tx, second);
      await nextNumber(tx, first);
      return tx.events.length;
    });

  const announced = await Promise.all([crosswise(one, other), crosswise(other, one)]);

  expect(tries).toBe(3);
  expect(announced).toEqual([1, 1]);
  const counted = await inPractice(willow, (tx) =>
    tx.em.execute<{ value: number }[]>('select value::int from counter where name in (?, ?)', [one, other]),
  );
  expect(counted).toEqual([{ value: 1 }, { value: 1 }]);
});
