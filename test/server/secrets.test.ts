import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../server/config.ts';
import { pathOf, textFiles, textOf } from '../support/text-files.ts';

const MAKE_ENV = pathOf('deploy/make-env.sh');
const LONG = 'a'.repeat(24);
const OTHER = 'b'.repeat(24);
const MAIL = { POSTMARK_SERVER_TOKEN: 'token', POSTMARK_WEBHOOK_USER: 'postmark' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-env-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test.each([
  ['.env', []],
  ['production.env', ['-o', 'production.env']],
])(
  'the file with every secret is for its owner alone, whatever the umask of whoever makes it: %s',
  (name, options) => {
    execFileSync('sh', ['-c', `umask 0; sh ${MAKE_ENV} ${options.join(' ')}`], { cwd: folder });

    const path = join(folder, name);
    expect(modeOf(path)).toBe(0o600);
    const settings = Object.fromEntries(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(settings).toMatchObject({ KINDWORD_SECRETS: expect.stringMatching(/^1:[A-Za-z0-9+/]{43}=$/) });
    expect(readConfig({ ...settings, ...MAIL }).mail?.hooks.password).toHaveLength(48);
  },
);

test('a file that is there is never overwritten: its keys are what opens the data', () => {
  const path = join(folder, '.env');
  writeFileSync(path, 'KINDWORD_SECRETS=1:ours\n');

  const { status, stderr } = spawnSync('sh', [MAKE_ENV], { cwd: folder, encoding: 'utf8' });

  expect([status, stderr]).toEqual([1, expect.stringContaining('.env is there already')]);
  expect(readFileSync(path, 'utf8')).toBe('KINDWORD_SECRETS=1:ours\n');
});

test('nothing that we tell people to type writes a secret with the rights of their shell', () => {
  const redirects = textFiles()
    .filter((file) => /\.(md|yml|sh|example)$/.test(file) && !file.startsWith('docs/decisions/'))
    .filter((file) =>
      /(make-env\.sh|run -s practice|openssl rand)[^\n|`"]* >{1,2} ?[\w./$]/.test(textOf(file)),
    );

  expect(redirects).toEqual([]);
});

test.each([
  ['secret', null],
  ['a'.repeat(23), null],
  [`${LONG},short`, null],
  [`,${LONG}`, null],
  [LONG, [LONG]],
  [`${LONG}, ${OTHER}`, [LONG, OTHER]],
])(
  'the password of the mail provider’s webhooks has 24 characters at least, and may be two: %s',
  (given, accepted) => {
    const read = () => readConfig({ ...MAIL, POSTMARK_WEBHOOK_PASSWORD: given }).mail?.hooks;

    if (accepted === null) {
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(/POSTMARK_WEBHOOK_PASSWORD/);
      expect(read).toThrow(/24 characters/);
      expect(read).not.toThrow(given);
    } else
      expect(read()).toEqual({ user: 'postmark', password: accepted[0], formerPasswords: accepted.slice(1) });
  },
);
