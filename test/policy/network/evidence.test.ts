import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { benchQuiet } from '../../../bench/quiet.ts';

test('what is written of sources that dry up in a thousand practices is what the command prints (§5.4a)', () => {
  expect(readFileSync('docs/evidence/quiet-sources.md', 'utf8')).toContain(benchQuiet().join('\n'));
});
