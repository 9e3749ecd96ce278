import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';

const LAYERS = ['policy', 'facts', 'email', 'imports', 'api', 'web', 'reports', 'activities', 'workflows'];
/** Where settings are declared, checked and told of; naming one there is no effect. */
const DECLARED = /^policy\/(practice\/(practice-policy|policy-sections|check-policy)\.ts$|manual\/)/;

const sources = execFileSync('git', ['ls-files', ...LAYERS], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !DECLARED.test(file))
  .map((file) => readFileSync(file, 'utf8'));

test.each(leaves(defaultPolicy('owner')))('the setting %s is read by the product', (path) => {
  const isRead = sources.some((source) => readingsOf(path).every((reading) => reading.test(source)));

  expect(isRead).toBe(true);
});

/** What a file says that reads this setting. */
function readingsOf(path: string): RegExp[] {
  const [section, ...keys] = path.split('.');
  if (section === 'duties') return [new RegExp(String.raw`dutyHolder\('${keys.join('.')}'\)`)];
  return path.split('.').map((key) => new RegExp(String.raw`\b${key}\b`));
}

function leaves(value: unknown, path: string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
