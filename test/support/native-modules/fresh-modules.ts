import { readFileSync, statSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What `@jest/globals` gives the test file that is running. */
export const GLOBALS = Symbol.for('kindword.jest-globals');
const NAMES = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'test'];

const ROOT = new URL('../../..', import.meta.url).href;
const RUN = /\?run=\d+/;

const stripped = new Map<string, { changed: number; source: string }>();
let run = 0;

/**
 * Loads a test file as Node loads the program, with every module of ours anew, so that no test meets what another left in
 * one; the packages below `node_modules` are loaded once for all tests of this process.
 */
export async function importFresh(path: string): Promise<void> {
  run += 1;
  await import(`${pathToFileURL(path).href}?run=${run}`);
}

/** Stack traces name files, not the runs that loaded them. */
export function withoutRuns(text: string): string {
  return text.replaceAll(new RegExp(RUN, 'g'), '').replaceAll(ROOT, fileURLToPath(ROOT));
}

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? '';
    const [ofRun] = RUN.exec(parent) ?? [];
    if (ofRun === undefined) return next(specifier, context);
    if (specifier === '@jest/globals') return { url: `jest-globals:${ofRun}`, shortCircuit: true };
    if (/^\.{1,2}\//.test(specifier)) return fresh(new URL(specifier, parent).href, ofRun);
    const found = next(specifier, { ...context, parentURL: parent.replace(RUN, '') });
    return isOurs(found.url) ? fresh(found.url, ofRun) : found;
  },
  load(url, context, next) {
    if (url.startsWith('jest-globals:')) {
      const source = `export const { ${NAMES.join(', ')} } = globalThis[Symbol.for('${GLOBALS.description}')];`;
      return { format: 'module', source, shortCircuit: true };
    }
    if (!RUN.test(url) || !url.replace(RUN, '').endsWith('.ts')) return next(url, context);
    return { format: 'module', source: strippedSource(url.replace(RUN, '')), shortCircuit: true };
  },
});

function fresh(url: string, ofRun: string) {
  return { url: `${url}${ofRun}`, shortCircuit: true };
}

function isOurs(url: string): boolean {
  return url.startsWith(ROOT) && !url.includes('/node_modules/');
}

/** Types are stripped once for all tests of this process, unless the file has changed. */
function strippedSource(url: string): string {
  const changed = statSync(new URL(url)).mtimeMs;
  const known = stripped.get(url);
  if (known?.changed === changed) return known.source;
  const source = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'));
  stripped.set(url, { changed, source });
  return source;
}
