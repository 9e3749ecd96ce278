import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the bundler is told; another option makes another bundle. */
export const BUNDLER_OPTIONS = { workflowsPath: resolve(ROOT, 'workflows/index.ts') };

/** Stands with the installed packages it is partly made of, so that `npm ci` removes it too. */
export const BUNDLE_FILE = resolve(ROOT, 'node_modules/.cache/kindword/workflow-bundle.js');

const Manifest = z.object({
  sdk: z.string(),
  options: z.string(),
  /** sha256 of the code: detects a truncated file. */
  code: z.string(),
  /** sha256 of every bundled module, by its path from the root: ours, the SDK's, and what they import. */
  modules: z.record(z.string(), z.string()),
});
type Manifest = z.infer<typeof Manifest>;

/** The file's text: a manifest in a comment on the first line, then the code. */
export async function toBundleText(code: string, modules: readonly string[]): Promise<string> {
  const paths = modules.map((path) => relative(ROOT, path)).toSorted();
  const manifest: Manifest = {
    sdk: sdkVersion(),
    options: JSON.stringify(BUNDLER_OPTIONS),
    code: sha256(code),
    modules: await hashesOf(paths),
  };
  return `// ${JSON.stringify(manifest)}\n${code}`;
}

/** The code of a bundle file, or null where it is damaged or was made from something else than what is installed now. */
export async function codeOf(text: string): Promise<string | null> {
  const end = text.indexOf('\n');
  const manifest = manifestOf(text.slice(0, end));
  const code = text.slice(end + 1);
  if (manifest === null || manifest.code !== sha256(code)) return null;
  if (manifest.sdk !== sdkVersion() || manifest.options !== JSON.stringify(BUNDLER_OPTIONS)) return null;
  const hashes = await hashesOf(Object.keys(manifest.modules));
  return Object.entries(manifest.modules).every(([path, hash]) => hashes[path] === hash) ? code : null;
}

function manifestOf(line: string): Manifest | null {
  try {
    return Manifest.safeParse(JSON.parse(line.replace(/^\/\/ /, ''))).data ?? null;
  } catch {
    // harmless: a file whose first line is no manifest is built anew
    return null;
  }
}

async function hashesOf(paths: readonly string[]): Promise<Record<string, string>> {
  const hashes = paths.map(async (path) => [path, await hashOf(resolve(ROOT, path))] as const);
  return Object.fromEntries(await Promise.all(hashes));
}

/** A module that was removed has the hash of nothing. */
async function hashOf(path: string): Promise<string> {
  // harmless: a hash that does not match has the bundle built anew
  return sha256(await readFile(path).catch(() => ''));
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function sdkVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(createRequire(import.meta.url)('@temporalio/worker/package.json'));
  return version;
}
