import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '../../embedded/index.ts';
import { reasonOf } from '../../embedded/embedded-error.ts';
import { openProcessList } from '../../embedded/process-list.ts';
import { readRunning, writeRunning } from '../../embedded/running.ts';
import { isServing } from '../../embedded/temporal/server.ts';
import { ask, FAST, newDataFolder, startOwner, stillRunning, until, optionsFor } from './embedded.ts';

const OUTBOX = { hookUrl: 'http://127.0.0.1:1/postmark' };
const EVERYTHING = { postgres: true, temporal: true, outbox: OUTBOX };

let dataDir = '';
let embedded: Embedded | undefined;

beforeEach(() => {
  dataDir = newDataFolder('start-and-stop');
});

afterEach(async () => {
  await embedded?.stop();
});

test('after a stop no process is left, and what was written is there at the next start, at the same addresses', async () => {
  embedded = await startEmbedded(optionsFor(dataDir, EVERYTHING), FAST);
  const { processes, postgres, temporal, outbox } = embedded;
  await ask(postgres?.ownerUrl, 'create table kept as select 42 as answer');
  await embedded.stop();
  const leftRunning = stillRunning(processes);
  embedded = await startEmbedded(optionsFor(dataDir, EVERYTHING), FAST);

  expect(processes.map(({ name }) => name).toSorted()).toEqual(['outbox', 'postgres', 'temporal']);
  expect(leftRunning).toEqual([]);
  expect(await ask(embedded.postgres?.databaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect([embedded.postgres, embedded.temporal, embedded.outbox]).toEqual([postgres, temporal, outbox]);
  expect((await fetch(`${outbox?.url}/outbox`)).status).toBe(200);
  expect((await fetch(temporal?.ui ?? '')).status).toBe(200);
});

test('the app role reads and writes what the owner makes, but owns nothing, sees no other way in, and never skips row security', async () => {
  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);
  const { databaseUrl, ownerUrl } = embedded.postgres ?? {};
  await ask(ownerUrl, 'create table word (id bigserial primary key, text text)');

  await ask(databaseUrl, "insert into word (text) values ('thanks')");
  const roles = await ask(
    databaseUrl,
    "select rolname, rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname like 'kindword%' order by 1",
  );
  const locale = await ask(
    databaseUrl,
    'select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
  );

  expect(await ask(databaseUrl, 'select id::int, text from word')).toEqual([{ id: 1, text: 'thanks' }]);
  await expect(ask(databaseUrl, 'drop table word')).rejects.toThrow(/must be owner/);
  await expect(ask(databaseUrl, 'create table mine ()')).rejects.toThrow(/permission denied/);
  expect(roles).toEqual([
    { rolname: 'kindword_app', rolsuper: false, rolbypassrls: false, rolcreatedb: false },
    { rolname: 'kindword_owner', rolsuper: false, rolbypassrls: false, rolcreatedb: true },
  ]);
  expect(locale).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }]);
  const superuser = (databaseUrl ?? '').replace('kindword_app', 'postgres');
  await expect(ask(superuser, 'select 1')).rejects.toThrow(/no pg_hba.conf entry|rejects/);
});

test('a part that dies by itself is brought back on the same address, and running.json names the new process', async () => {
  const options = optionsFor(dataDir, { postgres: true, temporal: true });
  embedded = await startEmbedded(options, FAST);
  const before = embedded.processes;
  const { databaseUrl = '' } = embedded.postgres ?? {};
  const { address = '', ui = '' } = embedded.temporal ?? {};
  const outbox = { outbox: '', outboxToken: '', hooks: { user: '', password: '' } };
  writeRunning(dataDir, {
    api: 'http://here',
    databaseUrl,
    temporal: address,
    temporalUi: ui,
    ...outbox,
    processes: before,
  });

  for (const { pid } of before) process.kill(pid, 'SIGKILL');
  await until(() => options.said.filter((line) => line.includes('is back')).length === 2);

  expect(stillRunning(before)).toEqual([]);
  expect(await ask(databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await isServing(address)).toBe(true);
  expect(readRunning(dataDir)?.processes).toEqual(expect.arrayContaining(embedded.processes));
});

test('a terminal that interrupts Kindword does not reach the parts before Kindword does', async () => {
  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);

  const [postgres] = embedded.processes;
  const stat = readFileSync(`/proc/${postgres?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];

  expect([stat[2], stat[3]]).toEqual([String(postgres?.pid), String(postgres?.pid)]);
});

test('whoever asks twice to stop does not wait, and still leaves nothing behind', async () => {
  embedded = await startEmbedded(optionsFor(dataDir, EVERYTHING), FAST);
  const { processes } = embedded;

  await Promise.all([embedded.stop(), embedded.stop()]);

  expect(stillRunning(processes)).toEqual([]);
});

test('an interrupt in the middle of the first start leaves nothing behind, and the next start is whole', async () => {
  const impatience = new AbortController();
  const written = () => openProcessList(dataDir).all();
  const start = startEmbedded(optionsFor(dataDir, { postgres: true, temporal: true }), {
    ...FAST,
    signal: impatience.signal,
  }).catch(reasonOf);
  await until(() => written().some(({ name }) => name === 'postgres-tool'));
  const interrupted = written();
  impatience.abort();

  expect(await start).toMatch(/Stopped before/);
  expect(stillRunning(interrupted)).toEqual([]);
  expect(written()).toEqual([]);
  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);
  expect(await ask(embedded.postgres?.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a program that just ends takes the parts with it', async () => {
  const owner = await startOwner({ dataDir, ...EVERYTHING });

  owner.process.kill('SIGTERM');
  await owner.ended;

  await until(() => stillRunning(owner.answer.processes).length === 0);
});

test('passwords and keys are for the owner of the folder alone', async () => {
  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);

  const modes = ['credentials.json', 'processes.json', 'lock', 'logs', 'temporal', 'outbox'].map((name) => {
    return statSync(join(dataDir, name)).mode & 0o077;
  });

  expect(modes).toEqual([0, 0, 0, 0, 0, 0]);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0);
});
