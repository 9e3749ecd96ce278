import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { JOURNALED_CHANGES } from '../../entities/journal-entry.ts';
import type { JournalLine } from '../../facts/journal.ts';

const SUFFIX = '.jsonl';
const Line = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  practiceId: z.uuid().nullable(),
  subject: z.string(),
  change: z.enum(JOURNALED_CHANGES),
  row: z.record(z.string(), z.unknown()),
});

/** The journal cannot be read or written; the message says which file, and what to do. */
export class JournalError extends Error {}

/**
 * The journal outside of the database: a folder with a file for each process that has written, so that none waits for
 * another. Lines are only ever added.
 */
export class JournalFolder {
  readonly #folder: string;
  #file: FileHandle | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder; throws where it cannot be written to. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await access(this.#folder, constants.W_OK);
    } catch (error) {
      throw new JournalError(
        `KINDWORD_JOURNAL: the folder ${this.#folder} cannot be written to. Name one that this user may write to and that outlives the database.`,
        { cause: error },
      );
    }
  }

  /** They are on disk when this returns. */
  async append(lines: readonly JournalLine[]): Promise<void> {
    this.#file ??= await this.#create();
    await this.#file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }

  /** Every line that any process has written, once, the oldest first. */
  async read(): Promise<JournalLine[]> {
    const byId = new Map<string, JournalLine>();
    for (const name of await this.#files())
      for (const line of linesIn(await readFile(join(this.#folder, name), 'utf8'), name))
        byId.set(line.id, line);
    return [...byId.values()].toSorted((one, other) => one.at.localeCompare(other.at));
  }

  async #files(): Promise<string[]> {
    try {
      const names = await readdir(this.#folder);
      return names.filter((name) => name.endsWith(SUFFIX)).toSorted();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Made at the first line; its name is on disk too. */
  async #create(): Promise<FileHandle> {
    const name = `${new Date().toISOString().slice(0, 10)}-${randomUUID()}${SUFFIX}`;
    const file = await open(join(this.#folder, name), 'ax', 0o600);
    const folder = await open(this.#folder, 'r');
    await folder.sync();
    await folder.close();
    return file;
  }
}

/** A last line without its end was being written when the process died: its row in the database is written once more. */
function linesIn(text: string, name: string): JournalLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    const read = Line.safeParse(jsonOf(line));
    if (read.success) return [read.data];
    throw new JournalError(
      `The journal's file ${name} has a line that cannot be read (line ${index + 1}). Put the file back from a copy, or take this line out by hand after reading it: nothing is written to anybody before the journal is whole.`,
    );
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // harmless: the caller refuses what is no entry, with its place
    return null;
  }
}
