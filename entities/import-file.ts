import { defineEntity, p } from '@mikro-orm/postgresql';
import { IMPORT_FILES } from '../policy/practice/import-files.ts';
import { sealed } from './crypto/sealed.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

/** How many rows there were, and what became of them. */
export type ImportCounts = Readonly<Record<'rows' | 'created' | 'updated' | 'unchanged' | 'failed', number>>;

const ImportFileSchema = defineEntity({
  name: 'ImportFile',
  tableName: 'import_file',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'expiresAt'] }],
  properties: {
    ...inPractice,
    /** Who sent it. */
    staffId: p.uuid(),
    what: p.enum(IMPORT_FILES).columnType('text'),
    /** What its columns and words are, where it does not say so itself. */
    map: p.array().columnType('text[]'),
    /** Its bytes in base64; gone when it is imported, or a day old. */
    content: sealed('import_file.content').nullable(),
    /** What was read in it: JSON; gone when it is a day old. */
    reading: sealed('import_file.reading').nullable(),
    counts: p.json().$type<ImportCounts>().nullable(),
    importedAt: moment().nullable(),
    createdAt: moment(),
    /** When all that names anybody in it goes. */
    expiresAt: moment(),
  },
});

/** A file that was sent to be imported: a day to look at it; afterwards only that it was imported, and how many rows. */
export class ImportFile extends ImportFileSchema.class {}
ImportFileSchema.setClass(ImportFile);
