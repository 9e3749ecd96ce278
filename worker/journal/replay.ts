import type { Logger } from 'pino';
import type { Database } from '../../facts/database.ts';
import { missingLines, type JournalLine } from '../../facts/journal.ts';
import { reevaluateAfterReplay, replayLine } from '../../facts/privacy/replay-journal.ts';
import type { JournalFolder } from './journal-folder.ts';

/** How many lines the journal has, how many of them this database lacked, and what was done with those. */
type Replayed = {
  lines: number;
  missing: number;
  applied: Record<string, number>;
  /** Of practices that are not in this database. */
  elsewhere: number;
};

/**
 * Brings a database that was restored from a backup up to the journal: whoever was erased since is erased again, whoever
 * said no since has said it. Nothing is sent before this returns.
 */
export async function replayJournal(
  database: Database,
  folder: JournalFolder,
  log: Pick<Logger, 'warn'>,
): Promise<Replayed> {
  const lines = await folder.read();
  const missing = await missingLines(database, lines);
  const replayed: Replayed = { lines: lines.length, missing: missing.length, applied: {}, elsewhere: 0 };
  const practices = new Set<string>();
  for (const line of missing) {
    if ((await replayLine(database, line)) === 'elsewhere') replayed.elsewhere += 1;
    else count(replayed, line, practices);
  }
  for (const practiceId of practices) await reevaluateAfterReplay(database, practiceId);
  if (missing.length > replayed.elsewhere)
    log.warn(
      { ...replayed.applied },
      'the database is older than the journal: erasures and refusals since its backup were applied again',
    );
  return replayed;
}

function count({ applied }: Replayed, { subject, practiceId }: JournalLine, practices: Set<string>): void {
  applied[subject] = (applied[subject] ?? 0) + 1;
  if (practiceId !== null) practices.add(practiceId);
}
