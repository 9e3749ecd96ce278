import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BUNDLE_FILE, codeOf } from './bundle-file.ts';

const BUILDER = fileURLToPath(new URL('build-bundle.ts', import.meta.url));

/** The bundled workflow code: the cached file where it is whole and made of today's sources, else a new one. */
export async function workflowBundle(file = BUNDLE_FILE): Promise<{ code: string }> {
  const cached = await readBundle(file);
  if (cached !== null) return { code: cached };
  if (isWritable(dirname(file))) return { code: await build(file) };
  const folder = mkdtempSync(join(tmpdir(), 'kindword-bundle-'));
  try {
    return { code: await build(join(folder, 'workflow-bundle.js')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(file: string): Promise<string> {
  await promisify(execFile)(process.execPath, [BUILDER, file]);
  const code = await readBundle(file);
  if (code === null) throw new Error('The workflow code changed while it was being bundled.');
  return code;
}

async function readBundle(file: string): Promise<string | null> {
  // harmless: a bundle that cannot be read is built anew
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : codeOf(text);
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // harmless: the next place for the bundle is tried
    return false;
  }
}
