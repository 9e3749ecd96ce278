import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Teller } from '../demo/teller.ts';

const LONGEST_MS = 240_000;

test(
  'the demonstration finds nothing wrong, and stops what it started',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kindword-demo-'));
    try {
      const { code, out, err } = await play(dataDir);

      expect([code, err]).toEqual([0, '']);
      for (const chapter of [
        'Asked kindly',
        'Seen through',
        'Through other doors',
        'The story',
        'A full diary',
        'Closing a month',
      ])
        expect(out).toContain(`\n${chapter}\n`);
      expect(out).toContain('Everybody was thanked in time.');
      expect(out).not.toContain('That is wrong.');
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  LONGEST_MS,
);

test('a demonstration that finds something wrong fails and says what', () => {
  const teller = new Teller();

  teller.check(true, 'As it should be.', 'Not as it should be.');
  expect(() => teller.assertAllRight()).not.toThrow();
  teller.check(false, 'As it should be.', 'A mail went twice.');
  expect(() => teller.assertAllRight()).toThrow(/A mail went twice/);
});

type Played = { code: number | null; out: string; err: string };

async function play(dataDir: string): Promise<Played> {
  const child = spawn(process.execPath, ['demo/main.ts', '--once'], {
    env: { ...process.env, KINDWORD_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (heard.out += String(chunk)));
  child.stderr.on('data', (chunk) => (heard.err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...heard };
}
