import { LockMode } from '@mikro-orm/postgresql';
import { ImportFile, type ImportCounts } from '../../entities/import-file.ts';
import { IMPORT_FILE_MS, type ImportFileKind } from '../../policy/practice/import-files.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

const LISTED = 100;

type Sent = { what: ImportFileKind; bytes: Buffer; reading: object };

/** Keeps a file for a day, for whoever sent it. */
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

/** The files that somebody sent, the newest first. */
export function listFiles({ em }: Tx, staffId: string): Promise<ImportFile[]> {
  return em.find(ImportFile, { staffId }, { orderBy: { id: 'desc' }, limit: LISTED });
}

/** A file of whoever asks; 404 where it is somebody else's. */
export async function ownFile({ em }: Tx, staffId: string, id: string): Promise<ImportFile> {
  const file = await em.findOne(ImportFile, { id, staffId });
  if (!file) throw notFound('file');
  return file;
}

/** The same, for whoever changes or imports it: one after the other. */
export async function lockedFile({ em }: Tx, staffId: string, id: string): Promise<ImportFile> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const file = await em.findOne(ImportFile, { id, staffId }, { lockMode, refresh: true });
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
export async function purgeImportFiles({ em, now }: Tx, most: number): Promise<number> {
  const due = await em.find(
    ImportFile,
    { expiresAt: { $lte: now }, $or: [{ importedAt: null }, { reading: { $ne: null } }] },
    { limit: most },
  );
  for (const file of due) {
    if (file.importedAt) file.empty();
    else em.remove(file);
  }
  return due.length;
}

/** A file may name whoever is erased, and nobody can look into each: all that is kept of files goes. */
export async function forgetImportFiles({ em }: Tx): Promise<number> {
  const kept = await em.find(ImportFile, { reading: { $ne: null } });
  for (const file of kept) {
    if (file.importedAt) file.empty();
    else em.remove(file);
  }
  return kept.length;
}
