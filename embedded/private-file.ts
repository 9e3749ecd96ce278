import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { codeOf } from './embedded-error.ts';

let drafts = 0;

/** Writes atomically (temporary file and rename), with mode 0600 and fsync. */
export function writePrivately(path: string, text: string): void {
  renameSync(writeDraft(path, text, { flush: true }), path);
}

/** The same without fsync, for files that are useless after a power cut. */
export function writeUnsynced(path: string, text: string): void {
  renameSync(writeDraft(path, text, { flush: false }), path);
}

/** Creates a file exactly once (link fails where it exists); `false` if another process was first. */
export function createPrivately(path: string, text: string): boolean {
  const draft = writeDraft(path, text, { flush: true });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}

/** Null where the file is missing or does not parse, for example after a power cut. */
export function readJson<T>(path: string, shape: z.ZodType<T>): T | null {
  const text = readText(path);
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function writeDraft(path: string, text: string, { flush }: { flush: boolean }): string {
  drafts += 1;
  const draft = `${path}.${process.pid}-${drafts}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush });
    return draft;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
