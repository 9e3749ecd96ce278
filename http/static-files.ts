import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Router } from 'express';

/** Our own files; each that is put there is served. */
const OWN = join(import.meta.dirname, '..', 'web', 'static');
const packages = createRequire(import.meta.url);
/** Files of libraries, as they publish them for browsers. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'passkeys.js': '@simplewebauthn/browser/dist/bundle/index.umd.min.js',
};
const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript' };
const HASH_LENGTH = 16;

type StaticFile = { url: string; type: string; plain: Buffer; compressed: Buffer };

let files: ReadonlyMap<string, StaticFile> | null = null;

/** Where a browser finds a file of `web/static/`, `htmx.js` or `passkeys.js`: another address for every content. */
export function staticUrl(name: string): string {
  const file = allFiles().get(name);
  if (!file) throw new Error(`There is no static file named ${name}.`);
  return file.url;
}

/** Serves the files; a browser keeps each for good, since other content has another address. */
export function staticFiles(): Router {
  const router = Router({ strict: true });
  for (const { url, type, plain, compressed } of allFiles().values()) {
    router.get(url, (req, res) => {
      const isCompressed = req.acceptsEncodings('gzip') === 'gzip';
      res.set({
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
        Vary: 'Accept-Encoding',
        ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
      });
      res.type(`${type}; charset=utf-8`).send(isCompressed ? compressed : plain);
    });
  }
  return router;
}

function allFiles(): ReadonlyMap<string, StaticFile> {
  files ??= new Map([
    ...readdirSync(OWN).map((name) => fileAt(name, join(OWN, name))),
    ...Object.entries(LIBRARIES).map(([name, path]) => fileAt(name, inPackages(path))),
  ]);
  return files;
}

/** Not by `resolve(path)`: what a package lets others import is not all that it publishes. */
function inPackages(path: string): string {
  const first = (packages.resolve.paths(path) ?? [])
    .map((folder) => join(folder, path))
    .find((file) => existsSync(file));
  if (first === undefined) throw new Error(`${path} is not installed; run npm ci.`);
  return first;
}

function fileAt(name: string, path: string): [string, StaticFile] {
  const plain = readFileSync(path);
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, HASH_LENGTH);
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`${name} is neither a style sheet nor a script.`);
  const compressed = gzipSync(plain, { level: 9 });
  return [name, { url: `/static/${hash}/${name}`, type, plain, compressed }];
}
