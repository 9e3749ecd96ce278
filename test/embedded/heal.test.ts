import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '../../embedded/index.ts';
import { isStillRunning, startOf } from '../../embedded/process-identity.ts';
import { readRunning, writeRunning } from '../../embedded/running.ts';
import { ask, FAST, newDataFolder, startOwner, stillRunning, until, optionsFor } from './embedded.ts';

const EVERYTHING = { postgres: true, temporal: true, outbox: { hookUrl: 'http://127.0.0.1:1/postmark' } };

let dataDir = '';
let embedded: Embedded | undefined;
let stranger: ChildProcess | undefined;

beforeEach(() => {
  dataDir = newDataFolder('heal');
});

afterEach(async () => {
  await embedded?.stop();
  stranger?.kill('SIGKILL');
  stranger = undefined;
});

test('after a kill -9 the next start stops what was left, recovers the database, and keeps the addresses', async () => {
  const owner = await startOwner({ dataDir, ...EVERYTHING });
  await ask(owner.answer.postgres?.ownerUrl, 'create table kept as select 42 as answer');
  owner.process.kill('SIGKILL');
  await owner.ended;
  const left = stillRunning(owner.answer.processes);
  const options = optionsFor(dataDir, EVERYTHING);

  embedded = await startEmbedded(options, FAST);

  expect(left).toEqual(expect.arrayContaining(['postgres', 'temporal']));
  expect(options.said.filter((line) => line.startsWith('Stopping postgres'))).toHaveLength(1);
  expect(stillRunning(owner.answer.processes)).toEqual([]);
  expect(embedded.postgres?.databaseUrl).toBe(owner.answer.postgres?.databaseUrl);
  expect(embedded.temporal?.address).toBe(owner.answer.temporal?.address);
  expect(await ask(embedded.postgres?.databaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('after everything was killed at once, as when the power fails, the next start recovers', async () => {
  const owner = await startOwner({ dataDir, postgres: true });
  await ask(owner.answer.postgres?.ownerUrl, 'create table kept as select 42 as answer');
  owner.process.kill('SIGKILL');
  for (const { pid } of owner.answer.processes) process.kill(pid, 'SIGKILL');
  await owner.ended;

  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);

  expect(await ask(embedded.postgres?.databaseUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('what was left but never written down is found all the same', async () => {
  const owner = await startOwner({ dataDir, postgres: true, temporal: true });
  owner.process.kill('SIGKILL');
  await owner.ended;
  rmSync(join(dataDir, 'processes.json'));

  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true, temporal: true }), FAST);

  expect(stillRunning(owner.answer.processes)).toEqual([]);
  expect(await ask(embedded.postgres?.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a pid that now belongs to another program is left alone, in our list and in the file PostgreSQL leaves', async () => {
  const first = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);
  await first.stop();
  stranger = spawn('sleep', ['300'], { stdio: 'ignore' });
  const pid = stranger.pid ?? 0;
  writeFileSync(
    join(dataDir, 'processes.json'),
    JSON.stringify([{ name: 'postgres', pid, startedAt: 'long ago' }]),
  );
  const postmaster = [pid, join(dataDir, 'postgres', 'data'), 1, 54_329, '', '127.0.0.1', '', 'ready'];
  writeFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), `${postmaster.join('\n')}\n`);

  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);

  expect(startOf(pid)).not.toBeNull();
  expect(await ask(embedded.postgres?.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a process is the same one only while its pid and its start agree, and a dead child counts as gone', async () => {
  stranger = spawn('sleep', ['300'], { stdio: 'ignore' });
  const pid = stranger.pid ?? 0;
  const startedAt = startOf(pid) ?? '';

  const answers = [isStillRunning({ pid, startedAt }), isStillRunning({ pid, startedAt: `${startedAt}0` })];
  stranger.kill('SIGKILL');
  await until(() => !isStillRunning({ pid, startedAt }));

  expect(answers).toEqual([true, false]);
});

test('a running.json left by a kill -9 is not believed', () => {
  const parts = { databaseUrl: '', temporal: '', temporalUi: '', outbox: '', outboxToken: '' };
  writeRunning(dataDir, { api: 'http://here', ...parts, hooks: { user: '', password: '' }, processes: [] });
  const whileRunning = readRunning(dataDir)?.api;

  const file = join(dataDir, 'running.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...readRunning(dataDir),
      processes: [{ name: 'kindword', pid: process.pid, startedAt: 'long ago' }],
    }),
  );

  expect(whileRunning).toBe('http://here');
  expect(readRunning(dataDir)).toBeNull();
});
