import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { codeOf } from './embedded-error.ts';

let drafts = 0;

/** Only the owner may read what is written here, and nobody ever sees half of it. */
export function writePrivately(path: string, text: string): void {
  renameSync(writeDraft(path, text, { flush: true }), path);
}

/** As above, but only for as long as the machine runs: what is of no use after a power cut need not wait for the disk. */
export function notePrivately(path: string, text: string): void {
  renameSync(writeDraft(path, text, { flush: false }), path);
}

/** Writes a file that must be made exactly once; whoever comes second gets `false` and reads the first one's. */
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

/** A file of ours that is missing, or that a crash of the machine left unreadable, counts as absent. */
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
