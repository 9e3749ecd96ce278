import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { workflowBundle } from '../../worker/workflow-bundle.ts';
import { scratchFolder } from '../support/parts.ts';

let folder = '';
let file = '';
let whole = '';

beforeAll(async () => {
  const first = scratchFolder('bundle');
  await workflowBundle(join(first, 'workflow-bundle.js'));
  whole = readFileSync(join(first, 'workflow-bundle.js'), 'utf8');
});

beforeEach(() => {
  folder = scratchFolder('bundle');
  mkdirSync(folder);
  file = join(folder, 'workflow-bundle.js');
});

const codeIn = (text: string): string => text.slice(text.indexOf('\n') + 1);

test('a whole bundle of the present sources is used as it is', async () => {
  writeFileSync(file, whole);
  const { mtimeMs } = statSync(file);

  const { code } = await workflowBundle(file);

  expect(code).toBe(codeIn(whole));
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
});

test('the manifest covers every workflow and the SDK', () => {
  const [manifest = ''] = whole.split('\n');
  const workflows = readdirSync('workflows').filter((name) => name.endsWith('.ts'));

  for (const name of workflows) expect(manifest).toContain(`"workflows/${name}":`);
  expect(manifest).toMatch(/"node_modules\/@temporalio\/workflow\/lib\/index.js":/);
});

const REFUSED: [string, (text: string) => string][] = [
  ['truncated', (text) => text.slice(0, -1_000)],
  ['empty', () => ''],
  ['without a manifest', codeIn],
  ['changed in its code', (text) => text.replace('exports.api', 'exports.other')],
  ['of another workflow source', (text) => text.replace(/("workflows\/referral.ts":")./, '$1_')],
  ['of a module that is gone', (text) => text.replace('"workflows/referral.ts"', '"workflows/gone.ts"')],
  ['of another SDK', (text) => text.replace(/"sdk":"[^"]*"/, '"sdk":"0.0.0"')],
  ['of other options', (text) => text.replace(/"options":"[^,]*",/, '"options":"{}",')],
];

test.each(REFUSED)('a bundle that is %s is built anew', async (_name, spoil) => {
  const spoilt = spoil(whole);
  writeFileSync(file, spoilt);

  const { code } = await workflowBundle(file);

  expect(spoilt).not.toBe(whole);
  expect(code).toBe(codeIn(whole));
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('processes that bundle at once leave one whole file', async () => {
  const bundles = await Promise.all(Array.from({ length: 3 }, () => workflowBundle(file)));

  expect(new Set(bundles.map(({ code }) => code))).toEqual(new Set([codeIn(whole)]));
  expect(readdirSync(folder)).toEqual(['workflow-bundle.js']);
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('where the cache cannot be written, the code is bundled all the same', async () => {
  writeFileSync(join(folder, 'file'), '');

  const { code } = await workflowBundle(join(folder, 'file', 'workflow-bundle.js'));

  expect(code).toBe(codeIn(whole));
});
