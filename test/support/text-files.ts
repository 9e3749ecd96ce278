import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KINDS = 'ts,js,json,jsonc,md,liquid,yml,yaml,sh,csv';
const MADE_BY_TOOLS = new Set(['node_modules', '.git', '.local', '.test', 'coverage', 'package-lock.json']);

/** The text files of this repository, by their path in it. */
export function textFiles(): string[] {
  const patterns = [`**/*.{${KINDS}}`, '.*', '.ci/*', '*file', '*ignore'];
  return globSync(patterns, { cwd: ROOT, exclude: (path) => MADE_BY_TOOLS.has(basename(path)) })
    .filter((path) => !path.split('/').some((name) => MADE_BY_TOOLS.has(name)))
    .filter((path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile())
    .toSorted(inOrder);
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function pathOf(path: string): string {
  return join(ROOT, path);
}

function inOrder(one: string, other: string): number {
  return one.localeCompare(other);
}
