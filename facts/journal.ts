import { JournalEntry } from '../entities/journal-entry.ts';
import type { Database } from './database.ts';

/** One "no", as it stands in the journal outside of the database. */
export type JournalLine = Pick<JournalEntry, 'id' | 'subject' | 'change' | 'row'> & {
  at: string;
  practiceId: string | null;
};

/** Which rows have yet to be written there, as the polling loop asks for it. */
export const UNWRITTEN_ENTRIES = { table: 'journal_entry', due: 'written_at is null' };

const LOOKED_UP_AT_ONCE = 1_000;

/** The oldest entries that were committed and not written yet. */
export async function unwrittenEntries(database: Database, limit: number): Promise<JournalLine[]> {
  const found = await database.orm.em
    .fork()
    .find(JournalEntry, { writtenAt: null }, { orderBy: { at: 'asc' }, limit, disableIdentityMap: true });
  return found.map(({ id, at, practiceId, subject, change, row }) => ({
    id,
    at: at.toISOString(),
    practiceId: practiceId ?? null,
    subject,
    change,
    row,
  }));
}

/** They are on disk now. */
export async function markWritten(database: Database, ids: readonly string[], now: Date): Promise<void> {
  await database.orm.em.fork().nativeUpdate(JournalEntry, { id: { $in: [...ids] } }, { writtenAt: now });
}

/** Which of these lines this database has never had: it was restored from a backup that is older. */
export async function missingLines(
  database: Database,
  lines: readonly JournalLine[],
): Promise<JournalLine[]> {
  const missing: JournalLine[] = [];
  for (let from = 0; from < lines.length; from += LOOKED_UP_AT_ONCE) {
    const some = lines.slice(from, from + LOOKED_UP_AT_ONCE);
    const known = await database.orm.em
      .fork()
      .find(
        JournalEntry,
        { id: { $in: some.map(({ id }) => id) } },
        { fields: ['id'], disableIdentityMap: true },
      );
    const ids = new Set(known.map(({ id }) => id));
    missing.push(...some.filter(({ id }) => !ids.has(id)));
  }
  return missing;
}
