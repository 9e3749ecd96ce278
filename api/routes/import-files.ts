import type { z } from 'zod';
import { ImportFile } from '../../entities/import-file.ts';
import { keepFile, listFiles, lockedFile, readFile, settleFile } from '../../facts/practice/import-files.ts';
import { fileFault } from '../../imports/file-fault.ts';
import { conflict } from '../../facts/refusal.ts';
import { runImport } from '../import-kinds.ts';
import { keptReading, readForImport } from '../import-reading.ts';
import { created, ok, route } from '../route.ts';
import { CsvFile } from '../schemas/import.ts';
import {
  ImportFileParams,
  ImportFileQuery,
  ImportFiles,
  ImportFileView,
  ImportFileWhole,
  ImportMap,
} from '../schemas/import-file.ts';

const KEPT = 'What is in it is kept for a day; afterwards only how many rows were imported.';

export const importFileRoutes = [
  route({
    name: 'GET /imports/files',
    tag: 'Imports',
    summary: 'List the files that were sent to be looked at and imported',
    description: 'The newest first, a hundred at most.',
    answers: { 200: ImportFiles },
    handle: async ({ tx }) => ok({ items: (await listFiles(tx)).map(viewOf) }),
  }),

  route({
    name: 'POST /imports/files',
    tag: 'Imports',
    summary: 'Send a CSV file to look at before it is imported',
    description: `Nothing is imported. ${KEPT} A file that is no table is refused.`,
    accepts: 'csv',
    query: ImportFileQuery,
    body: CsvFile,
    answers: { 201: ImportFileView },
    async handle({ tx, me, practice, query: { what }, body }) {
      if (!Buffer.isBuffer(body) || body.length === 0) throw fileFault('Choose a file that is not empty.');
      const reading = await readForImport(tx, { what, bytes: body, map: [] }, practice);
      return created(viewOf(keepFile(tx, me.staffId, { what, bytes: body, reading })));
    },
  }),

  route({
    name: 'GET /imports/files/:id',
    tag: 'Imports',
    summary: 'Look at a file: its columns, its first rows, and what an import does or did',
    description: KEPT,
    params: ImportFileParams,
    answers: { 200: ImportFileWhole },
    async handle({ tx, params }) {
      const file = await readFile(tx, params.id);
      return ok({ ...viewOf(file), map: file.map, reading: keptReading(file.reading) });
    },
  }),

  route({
    name: 'PATCH /imports/files/:id',
    tag: 'Imports',
    summary: 'Say what columns and words of a file are, and look again',
    params: ImportFileParams,
    body: ImportMap,
    answers: { 200: ImportFileView },
    async handle({ tx, practice, params, body: { map } }) {
      const { file, bytes } = notImported(await lockedFile(tx, params.id));
      const reading = await readForImport(tx, { what: file.what, bytes, map }, practice);
      file.map = map;
      file.reading = JSON.stringify(reading);
      return ok(viewOf(file));
    },
  }),

  route({
    name: 'POST /imports/files/:id/import',
    tag: 'Imports',
    summary: 'Import a file that was looked at',
    description: 'Once: 409 afterwards. Its bytes are deleted.',
    params: ImportFileParams,
    body: ImportMap,
    answers: { 200: ImportFileView },
    async handle({ tx, practice, params, body: { map } }) {
      const { file, bytes } = notImported(await lockedFile(tx, params.id));
      const asked = { bytes, map, dryRun: false, locale: practice.locale };
      const result = await runImport(tx, file.what, asked, practice);
      const reading = keptReading(file.reading);
      settleFile(tx, file, { result, reading: reading && { ...reading, result, fault: null } });
      return ok(viewOf(file));
    },
  }),
];

function notImported(file: ImportFile): { file: ImportFile; bytes: Buffer } {
  if (file.importedAt) throw conflict('This file was imported already.');
  if (typeof file.content !== 'string') throw conflict('This file is no longer kept. Send it again.');
  return { file, bytes: Buffer.from(file.content, 'base64') };
}

function viewOf({
  id,
  what,
  createdAt,
  importedAt,
  expiresAt,
  counts,
}: Pick<ImportFile, 'id' | 'what' | 'createdAt' | 'importedAt' | 'expiresAt' | 'counts'>): z.output<
  typeof ImportFileView
> {
  return {
    id,
    what,
    createdAt: createdAt.toISOString(),
    importedAt: importedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    counts: counts ?? null,
  };
}
