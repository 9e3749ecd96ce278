#!/usr/bin/env node
// Starts the program: the compiled one of the published package, or in a checkout the TypeScript sources.

const { existsSync, readdirSync } = process.getBuiltinModule('node:fs');
const { enableCompileCache, flushCompileCache, getCompileCacheDir } = process.getBuiltinModule('node:module');

// Most of its time the outbox waits, and V8's optimizing compilers cost 9 MiB for a tenth of its processor time.
process.getBuiltinModule('node:v8').setFlagsFromString('--no-opt --no-maglev');

const source = new URL('../src/main.ts', import.meta.url);
if (existsSync(source)) await importSource();
else await import(new URL('../dist/main.js', import.meta.url));

/** With the stripped sources in the compile cache, Node does not load its type stripper, which costs 35 MiB. */
async function importSource() {
  enableCompileCache(new URL('../node_modules/.cache', import.meta.url).pathname);
  const folder = getCompileCacheDir();
  const isCold = folder !== undefined && readdirSync(folder).length === 0;
  if (isCold && process.argv[2] !== '--version') fillCache();
  await import(source);
  flushCompileCache();
}

/** In a process of its own, which takes the type stripper's memory with it. */
function fillCache() {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  spawnSync(process.execPath, [...process.execArgv, process.argv[1], '--version'], { stdio: 'ignore' });
}
