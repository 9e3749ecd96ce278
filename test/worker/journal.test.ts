import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { suppressAddressOf } from '../../facts/outbound-mail/suppress-address.ts';
import { everythingSent } from '../support/everything-held.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner, ownNamespace, readParts, scratchFolder } from '../support/parts.ts';
import type { Client, Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

const QUICK = {
  solo: true,
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.4S',
  soloSendAt: 'PT0.3S',
};

const COMMAND = fileURLToPath(new URL('../../server/journal-command.ts', import.meta.url));
const journal = scratchFolder('journal');
/** People may type anything into it. */
const CHANNEL = 'told Olive at the door';
let kindword: TestKindword;
let practice: TestPractice;
let people: Record<'erased' | 'withdrew' | 'stopped' | 'died' | 'lifted' | 'stays', Client>;

beforeAll(async () => {
  kindword = await startKindword({ journal, temporal: await ownNamespace() });
  practice = await kindword.practice({ acknowledgement: QUICK });
  people = {
    erased: await practice.client({ firstName: 'Erica', externalRef: 'D-77' }),
    withdrew: await practice.client(),
    stopped: await practice.client(),
    died: await practice.client(),
    lifted: await practice.client({ firstName: 'Lena' }),
    stays: await practice.client(),
  };
  await consent(people.withdrew, 'given');
  await backUp();
  await everybodySaysNo();
  await allWritten();
  await restore();
}, 120_000);
afterAll(() => kindword.stop());

const consent = (client: Client, status: string) =>
  practice.ask('POST', `/clients/${client.id}/prompt-consent`, {
    status,
    channel: CHANNEL,
    wordingVersion: 'm5',
  });

const erase = async (who: Client): Promise<string> => {
  const { id } = await practice.ask('POST', '/erasures', { clientId: who.id });
  await until(async () => (await practice.ask('GET', `/erasures/${id}`)).status === 'done', 40_000);
  return id;
};

let erasureId: string;
async function everybodySaysNo(): Promise<void> {
  erasureId = await erase(people.erased);
  const again = await erase(people.lifted);
  await practice.ask('POST', `/erasures/${again}/lifted`, { reason: 'They came back' });
  await consent(people.withdrew, 'withdrawn');
  await inPractice(kindword, practice, (tx) => suppressAddressOf(tx, people.stopped.id));
  await practice.ask('POST', `/clients/${people.died.id}/discharge`, {
    ending: 'deceased',
    on: '2026-01-05',
  });
}

const named = (url: string) => new URL(url).pathname.slice(1);
const backup = () => `${named(kindword.databaseUrl)}_backup`;
const { ownerUrl } = readParts().postgres;

let behind = '';
async function command(what: string): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const { databaseUrl, settings } = kindword;
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, what], {
    env: {
      PATH,
      HOME,
      DATABASE_URL: databaseUrl,
      KINDWORD_SECRETS: settings.secrets,
      KINDWORD_JOURNAL: journal,
    },
  });
  return stdout;
}

/** A copy of the database as a backup would be. */
async function backUp(): Promise<void> {
  await kindword.stopProgram();
  await asOwner(ownerUrl, `create database ${backup()} template ${named(kindword.databaseUrl)}`);
  await kindword.restart();
}

/** The backup takes the place of the database, and the program is started again. */
async function restore(): Promise<void> {
  await kindword.stopProgram();
  await asOwner(ownerUrl, `drop database ${named(kindword.databaseUrl)} with (force)`);
  await asOwner(ownerUrl, `alter database ${backup()} rename to ${named(kindword.databaseUrl)}`);
  behind = await command('status');
  await kindword.restart();
}

async function linesIn(folder: string): Promise<Json[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(line));
}

async function allWritten(): Promise<void> {
  await until(async () => {
    const [waiting] = await kindword.database.orm.em
      .fork()
      .execute<{ n: number }[]>('select count(*)::int as n from journal_entry where written_at is null');
    return waiting?.n === 0;
  });
}

test('a restored backup brings nobody back who was erased since', async () => {
  await until(async () => (await practice.ask('GET', `/erasures/${erasureId}`)).status === 'done', 40_000);

  expect((await practice.call('GET', `/clients/${people.erased.id}`)).status).toBe(404);
  const again = { firstName: 'Erica', email: people.erased.email };
  expect((await practice.call('POST', '/clients', again)).status).toBe(409);
  expect((await practice.call('POST', '/clients', { firstName: 'E', externalRef: 'D-77' })).status).toBe(409);
});

test('whoever came back after their erasure is not refused by the restored backup either', async () => {
  await until(
    async () => (await practice.call('GET', `/clients/${people.lifted.id}`)).status === 404,
    40_000,
  );

  const again = { firstName: 'Lena', email: people.lifted.email };
  expect((await practice.call('POST', '/clients', again)).status).toBe(201);
});

test('withdrawals, one-click stops and deaths since the backup are in force at once, and nobody is written to', async () => {
  const history = await practice.ask('GET', `/clients/${people.withdrew.id}/prompt-consent`);
  expect(JSON.stringify(history)).toContain('withdrawn');
  for (const client of [people.stopped, people.died]) {
    const referral = await practice.refer({
      referrer: { clientId: client.id },
      person: { firstName: 'Sam' },
    });
    await until(async () => (await practice.referral(referral.id)).acknowledgement.status === 'needs_person');
  }
  const kept = await practice.refer({
    referrer: { clientId: people.stays.id },
    person: { firstName: 'Sam' },
  });
  await until(async () => (await practice.referral(kept.id)).acknowledgement.status === 'sent');
  const sent = await everythingSent(kindword);
  for (const client of [people.erased, people.stopped, people.died]) expect(sent).not.toContain(client.email);
});

test('the journal holds keyed hashes, ids, kinds and times, in files that only their owner reads', async () => {
  const lines = await linesIn(journal);
  const text = JSON.stringify(lines);

  for (const { email, firstName } of Object.values(people)) {
    expect(text).not.toContain(email);
    expect(text).not.toContain(firstName);
  }
  expect(text).not.toContain('D-77');
  expect(text).not.toContain(CHANNEL);
  expect(text).not.toContain('\\\\x');
  expect(text).toContain(emailHash(people.stopped.email));
  const modes = await Promise.all(
    (await readdir(journal)).map(async (name) => (await stat(join(journal, name))).mode & 0o777),
  );
  expect([...new Set(modes)]).toEqual([0o600]);
});

test('started again, nothing is applied twice, nor written twice by applying', async () => {
  const before = await linesIn(journal);

  await kindword.restart();
  await allWritten();

  expect(await linesIn(journal)).toEqual(before);
});

test('an operator reads how far a restored backup is behind, and applies the journal as every start does', async () => {
  expect(behind).toMatch(/entries, ([1-9]\d*) of them not in this database/);
  expect(await command('status')).toContain(' 0 of them not in this database');
  expect(await command('replay')).toContain('applied: none');
});

test('what was committed and not written before a crash is written after the next start', async () => {
  const client = await practice.client();
  await kindword.restart({ role: 'api' });
  await practice.ask('POST', `/clients/${client.id}/prompt-consent`, {
    status: 'declined',
    channel: 'in_person',
    wordingVersion: 'm5',
  });
  expect(JSON.stringify(await linesIn(journal))).not.toContain(client.id);

  await kindword.restart();
  await allWritten();

  expect(JSON.stringify(await linesIn(journal))).toContain(client.id);
});

test('a last line that a crash cut off is passed over; any other that cannot be read stops the start with its place', async () => {
  const [name = ''] = await readdir(journal);
  const cut = join(journal, '2026-01-01-cut.jsonl');
  await appendFile(cut, '{"id":"0199');
  await kindword.restart();
  const broken = join(journal, `2026-01-01-${randomUUID()}.jsonl`);
  await appendFile(broken, 'not a line\n');

  await expect(kindword.restart()).rejects.toThrow('line 1');
  expect(name).toMatch(/\.jsonl$/);
});
