import type { Database } from '../facts/database.ts';
import { JournalError, type JournalFolder } from '../worker/journal/journal-folder.ts';
import { replayJournal } from '../worker/journal/replay.ts';
import { ConfigError } from './config.ts';
import type { Settings } from './kindword.ts';

/** Before anybody is answered or written to: the database may have been restored from a backup. */
export async function catchUpWithJournal(
  database: Database,
  journal: JournalFolder,
  { role, log }: Pick<Settings, 'role' | 'log'>,
): Promise<void> {
  try {
    if (role !== 'api') await journal.prepare();
    await replayJournal(database, journal, log);
  } catch (error) {
    await database.orm.close(true);
    throw error instanceof JournalError ? new ConfigError(error.message) : error;
  }
}
