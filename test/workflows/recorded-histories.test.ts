import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { BUNDLE_ENV } from '../support/parts.ts';

const HISTORIES = globSync(fileURLToPath(new URL('../histories/*/*.json', import.meta.url))).toSorted();

test('there are histories of every version that may still be running', () => {
  expect(HISTORIES.length).toBeGreaterThan(0);
});

test.each(HISTORIES.map((path) => [path.split('/').slice(-2).join('/'), path]))(
  'today’s code goes on where %s stood',
  async (_, path) => {
    const workflowBundle = { codePath: process.env[BUNDLE_ENV] ?? '' };

    const replay = Worker.runReplayHistory(
      { workflowBundle },
      JSON.parse(readFileSync(path, 'utf8')),
      basename(path, '.json'),
    );

    await expect(replay).resolves.toBeUndefined();
  },
);
