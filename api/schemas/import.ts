import { z } from 'zod';
import { ENCODINGS } from '../../imports/encoding.ts';
import { WORD_FILES } from '../../imports/closed-words.ts';
import { line } from '../../http/fields.ts';
import { NewProfessional } from './professional.ts';

/** The bytes of the file as they were sent. */
export const CsvFile = z
  .custom<Buffer>((bytes) => Buffer.isBuffer(bytes))
  .meta({
    override: { type: 'string', format: 'binary' },
    example:
      'Patient ID;First Name;Last Name;Email;Date of Birth\n1001;Robin;Ashdown;robin.ashdown@example.org;14/03/1985\n',
  });

export const ImportQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'true: does everything, answers with what would be, and keeps nothing.' }),
  map: z
    .union([z.string().max(4_000), z.array(z.string().max(4_000)).max(50)])
    .default([])
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .meta({
      description:
        'Columns that are called otherwise, as field:Column name, several apart by commas or by repeating map. fullName is one column with the whole name. Words that mean something here, as Column name.word=meaning (Status.Did Not Attend (DNA)=dna); they are remembered for later files.',
      example: 'externalRef:Kundennummer,firstName:Vorname',
    }),
});

const RowError = z.object({
  row: z.int(),
  path: z.string(),
  message: z.string(),
  code: z.enum(['erased']).optional().meta({ description: 'Where a person alone can decide.' }),
});

export const ImportResult = z
  .object({
    rows: z.int().meta({ description: 'Rows below the header that are not blank.' }),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    failed: z.int().meta({ description: 'Rows that were left out, all of them.' }),
    erased: z.int().meta({
      description: 'Of the failed: rows that name somebody who was erased. An owner may lift an erasure.',
    }),
    incomplete: z.int().meta({
      description: 'Rows that were kept without a field that could not be read; each is among the errors.',
    }),
    errors: z.array(RowError).meta({
      description:
        'The first 1,000 faults. row counts as a spreadsheet shows it (the header is 1); path is our field.',
    }),
    warnings: z.array(RowError).meta({
      description:
        'What a person should look at although the row was kept: text that was broken before it came here, a cell about contact that was not understood; of a whole column row is 1 and path its name.',
    }),
    possibleDuplicates: z
      .array(z.object({ row: z.int(), clientId: z.uuid(), possibleDuplicateOf: z.uuid() }))
      .meta({
        description:
          'Clients who were added and may be somebody who is known: merge them, or leave them two.',
      }),
    heard: z
      .object({
        doNotEmail: z.int(),
        noMarketing: z.int(),
        unsubscribed: z.int(),
        deceased: z.int(),
        archived: z.int(),
      })
      .meta({
        description: 'Rows that say that somebody is not to be written to, or has died; it is heeded.',
      }),
    unknownWords: z.array(z.object({ field: z.string(), word: z.string(), rows: z.int() })).meta({
      description: 'Words that nobody knows here, the most frequent first: say what they mean by map.',
    }),
    ignoredColumns: z
      .array(z.string())
      .meta({ description: 'Columns that nobody here knows; they were not read.' }),
    encoding: z.enum(ENCODINGS).meta({ description: 'How the bytes were read.' }),
    dryRun: z.boolean(),
  })
  .meta({
    id: 'ImportResult',
    example: {
      rows: 40,
      created: 37,
      updated: 2,
      unchanged: 0,
      failed: 1,
      erased: 0,
      incomplete: 0,
      warnings: [],
      possibleDuplicates: [],
      heard: { doNotEmail: 2, noMarketing: 0, unsubscribed: 0, deceased: 0, archived: 1 },
      unknownWords: [],
      encoding: 'utf-8',
      errors: [{ row: 17, path: 'email', message: 'must be an e-mail address' }],
      ignoredColumns: ['Medicare'],
      dryRun: false,
    },
  });

/** A colleague in a file: as one who is typed in, but the file need not say what they are. */
export const ProfessionalRow = NewProfessional.extend({ kind: NewProfessional.shape.kind.optional() });

const importWord = z.strictObject({
  file: z.enum(WORD_FILES).meta({ description: 'The kind of file, as in its path.' }),
  field: line(60).meta({ description: 'Our field.' }),
  word: line(200).meta({
    description: 'The word as the file writes it; case and double spaces do not count.',
  }),
  means: line(60).meta({ description: 'What it means here.' }),
});

/** The whole list: what is not in it is forgotten. */
export const ImportWords = z.strictObject({ items: z.array(importWord).max(500) }).meta({
  id: 'ImportWords',
  example: { items: [{ file: 'sessions', field: 'status', word: 'Did Not Attend (DNA)', means: 'dna' }] },
});
