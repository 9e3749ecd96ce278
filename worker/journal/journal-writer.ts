import type { Logger } from 'pino';
import type { Database } from '../../facts/database.ts';
import { markWritten, UNWRITTEN_ENTRIES, unwrittenEntries } from '../../facts/journal.ts';
import { Outage } from '../outage.ts';
import { PollingLoop } from '../polling-loop.ts';
import type { JournalFolder } from './journal-folder.ts';

type Parts = { database: Database; folder: JournalFolder; log: Logger };

const AT_ONCE = 500;

/**
 * Writes each committed "no" to the journal within a second or two. An entry is marked once it is on disk: after a crash
 * between the two it is written again, and is one when it is read. Several processes may write the same entry.
 */
export class JournalWriter {
  readonly #parts: Parts;
  readonly #outage: Outage;
  readonly #loop: PollingLoop;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;

  constructor(parts: Parts) {
    const { database, log } = parts;
    this.#parts = parts;
    this.#outage = new Outage('journal', log);
    this.#loop = new PollingLoop({
      database,
      log,
      outage: this.#outage,
      queues: [{ rows: UNWRITTEN_ENTRIES, drain: () => this.#drain(), stop: () => this.#writing }],
      chores: [],
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Writes what was committed until now. */
  async stop(): Promise<void> {
    await this.#loop.stop(() => this.#write());
    await this.#parts.folder.close();
  }

  #drain(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#write()
      .catch((error: unknown) => void this.#outage.notice(error, 'writing the journal'))
      .finally(() => {
        this.#isWriting = false;
      });
  }

  async #write(): Promise<void> {
    const { database, folder } = this.#parts;
    for (;;) {
      const lines = await unwrittenEntries(database, AT_ONCE);
      if (lines.length === 0) return;
      await folder.append(lines);
      await markWritten(
        database,
        lines.map(({ id }) => id),
        new Date(),
      );
    }
  }
}
