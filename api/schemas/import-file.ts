import { z } from 'zod';
import { IMPORT_FILES } from '../../policy/practice/import-files.ts';
import { at } from '../../http/fields.ts';
import { ImportResult } from './import.ts';

const map = z.array(z.string().max(4_000)).max(200).meta({
  description:
    'Columns and words, each as in `map` of an import: field:Column name, Column name.word=meaning.',
});

export const ImportFileParams = z.object({ id: z.uuid() });

export const ImportFileQuery = z.object({ what: z.enum(IMPORT_FILES) });

export const ImportMap = z
  .strictObject({ map })
  .meta({ id: 'ImportMap', example: { map: ['firstName:Vorname', 'Status.Nicht da=dna'] } });

const counts = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
});

const view = {
  id: z.uuid(),
  what: z.enum(IMPORT_FILES),
  createdAt: at,
  importedAt: at.nullable(),
  expiresAt: at.meta({ description: 'When all that names anybody in it goes.' }),
  counts: counts.nullable().meta({ description: 'What became of its rows; null before it is imported.' }),
};

const EXAMPLE = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  what: 'clients' as const,
  createdAt: '2026-11-30T09:00:00.000Z',
  importedAt: null,
  expiresAt: '2026-12-01T09:00:00.000Z',
  counts: null,
};

export const ImportFileView = z.object(view).meta({ id: 'ImportFile', example: EXAMPLE });

export const ImportFiles = z
  .object({ items: z.array(ImportFileView) })
  .meta({ id: 'ImportFiles', example: { items: [EXAMPLE] } });

export const ImportReading = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      field: z.string().nullable().meta({ description: 'The field that it feeds.' }),
      isHeeded: z.boolean().meta({
        description: 'It feeds none, and says how somebody may be written to, or that they have died.',
      }),
    }),
  ),
  sample: z.array(z.array(z.string())).meta({ description: 'Cells of the first rows.' }),
  rows: z.int(),
  fields: z.array(z.string()).meta({ description: 'All fields that a column can feed.' }),
  unknownWords: z.array(
    z.object({ field: z.string(), word: z.string(), rows: z.int(), mayMean: z.array(z.string()) }),
  ),
  result: ImportResult.nullable().meta({ description: 'What an import does, or did.' }),
  fault: z.string().nullable().meta({ description: 'Why it cannot be imported as it is.' }),
});

export const ImportFileWhole = z.object({ ...view, map, reading: ImportReading.nullable() }).meta({
  id: 'ImportFileWhole',
  example: { ...EXAMPLE, map: ['firstName:Vorname'], reading: null },
});
