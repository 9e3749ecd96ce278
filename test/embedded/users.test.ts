import { afterEach, expect, test } from '@jest/globals';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTemporal, temporalSources } from '../../embedded/temporal/find.ts';
import { ask, startOwner, stillRunning, type Owner } from './embedded.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
/** Whoever is not root proves the ordinary case in every other test. */
const whenRoot = isRoot ? test : test.skip;

let folder = '';
let owner: Owner | undefined;

afterEach(async () => {
  owner?.process.kill('SIGTERM');
  await owner?.ended;
  rmSync(folder, { recursive: true, force: true });
});

whenRoot('an ordinary user starts everything without any right of root', async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindword-nobody-'));
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'bin'), { recursive: true });
  for (const path of [folder, dataDir, join(dataDir, 'bin')]) chownSync(path, NOBODY.uid, NOBODY.gid);
  const temporal = await findTemporal(temporalSources(dataDir), { say: () => {} });
  copyFileSync(temporal, join(dataDir, 'bin', 'temporal'));

  owner = await startOwner({ dataDir, postgres: true, temporal: true }, NOBODY);

  expect(owner.answer.error).toBeUndefined();
  expect(await ask(owner.answer.postgres?.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

whenRoot('an ordinary user who may not write to the data folder is told so', async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindword-closed-'));
  chmodSync(folder, 0o755);

  owner = await startOwner({ dataDir: join(folder, 'data'), postgres: true }, NOBODY);

  expect(owner.answer.error).toMatch(/this user may not write there\. Set KINDWORD_DATA/);
});

whenRoot("root starts below a folder that is root's alone, and the folder stays closed", async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindword-private-'));
  chmodSync(folder, 0o700);

  owner = await startOwner({ dataDir: join(folder, 'data'), postgres: true });

  expect(owner.answer.error).toBeUndefined();
  expect(await ask(owner.answer.postgres?.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  owner.process.kill('SIGINT');
  await owner.ended;
  expect(stillRunning(owner.answer.processes)).toEqual([]);
});
