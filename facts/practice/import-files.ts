import { LockMode } from '@mikro-orm/postgresql';
import { ImportFile, type ImportCounts } from '../../entities/import-file.ts';
import { IMPORT_FILE_MS, type ImportFileKind } from '../../policy/practice/import-files.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

const LISTED = 100;
/** Nothing that names anybody. */
const EMPTIED = { map: [], content: null, reading: null };

type Sent = { what: ImportFileKind; bytes: Buffer; reading: object };

/** Keeps a file for a day, for whoever looks at it. */
export function keepFile({ em, practiceId, now }: Tx, staffId: string, sent: Sent): ImportFile {
  return em.create(ImportFile, {
    practiceId,
    staffId,
    what: sent.what,
    map: [],
    content: sent.bytes.toString('base64'),
    reading: JSON.stringify(sent.reading),
    createdAt: now,
    expiresAt: new Date(now.getTime() + IMPORT_FILE_MS),
  });
}

/** The files that were sent, the newest first, without what is in them. */
export function listFiles({ em }: Tx) {
  const exclude = ['content', 'reading'] as const;
  return em.find(ImportFile, {}, { orderBy: { id: 'desc' }, limit: LISTED, exclude });
}

/** One file, without its bytes. */
export async function readFile({ em }: Tx, id: string) {
  const file = await em.findOne(ImportFile, { id }, { exclude: ['content'] as const });
  if (!file) throw notFound('file');
  return file;
}

/** One file, for whoever changes or imports it: one after the other. */
export async function lockedFile({ em }: Tx, id: string): Promise<ImportFile> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const file = await em.findOne(ImportFile, { id }, { lockMode, refresh: true });
  if (!file) throw notFound('file');
  return file;
}

/** A file was imported: its bytes go, what became of its rows can be read for as long as it would have been kept. */
export function settleFile(
  { now }: Tx,
  file: ImportFile,
  { result, reading }: { result: ImportCounts; reading: object | null },
): void {
  const { rows, created, updated, unchanged, failed } = result;
  file.content = null;
  file.reading = reading && JSON.stringify(reading);
  file.counts = { rows, created, updated, unchanged, failed };
  file.importedAt = now;
}

/** Purges what names anybody in files that are over, and files that nobody imported. */
export async function purgeImportFiles({ em, practiceId, now }: Tx): Promise<number> {
  const over = { practiceId, expiresAt: { $lte: now } };
  const unused = await em.nativeDelete(ImportFile, { ...over, importedAt: null });
  return unused + (await em.nativeUpdate(ImportFile, { ...over, reading: { $ne: null } }, EMPTIED));
}

/** A file may name whoever is erased, and nobody can look into each: all that is kept of files goes. */
export async function forgetImportFiles({ em, practiceId }: Tx): Promise<number> {
  const unused = await em.nativeDelete(ImportFile, { practiceId, importedAt: null });
  return unused + (await em.nativeUpdate(ImportFile, { practiceId, reading: { $ne: null } }, EMPTIED));
}
