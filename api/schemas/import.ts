import { z } from 'zod';
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
        'Columns that are called otherwise, as field:Column name, several apart by commas or by repeating map. fullName is one column with the whole name.',
      example: 'externalRef:Kundennummer,firstName:Vorname',
    }),
});

export const ImportResult = z
  .object({
    rows: z.int().meta({ description: 'Rows below the header that are not blank.' }),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    failed: z.int().meta({ description: 'Rows that were left out, all of them.' }),
    errors: z.array(z.object({ row: z.int(), path: z.string(), message: z.string() })).meta({
      description:
        'The first 1,000 faults. row counts as a spreadsheet shows it (the header is 1); path is our field.',
    }),
    ignoredColumns: z
      .array(z.string())
      .meta({ description: 'Columns that nobody here knows; they were not read.' }),
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
      errors: [{ row: 17, path: 'email', message: 'must be an e-mail address' }],
      ignoredColumns: ['Medicare'],
      dryRun: false,
    },
  });

/** A colleague in a file: as one who is typed in, but the file need not say what they are. */
export const ProfessionalRow = NewProfessional.extend({ kind: NewProfessional.shape.kind.optional() });
