import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KINDS = 'ts,js,json,jsonc,md,liquid,yml,yaml,sh,csv';
const MADE_BY_TOOLS = ['node_modules', '.git', '.local', '.test', 'coverage', 'package-lock.json'];

/** The text files of this repository, by their path in it. */
export function textFiles(): string[] {
  const patterns = [`**/*.{${KINDS}}`, '.*', '.ci/*', '*file', '*ignore'];
  const found = globSync(patterns, {
    cwd: ROOT,
    exclude: (path) => MADE_BY_TOOLS.includes(path),
    withFileTypes: true,
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .filter((path) => !MADE_BY_TOOLS.some((name) => path.split('/').includes(name)))
    .toSorted();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function pathOf(path: string): string {
  return join(ROOT, path);
}
