import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const ImportWordSchema = defineEntity({
  name: 'ImportWord',
  tableName: 'import_word',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'entity', 'field', 'wordKey'] }],
  properties: {
    ...inPractice,
    /** The kind of record that the file holds. */
    entity: p.text(),
    field: p.text(),
    /** As the file writes it, and as it is compared. */
    word: p.text(),
    wordKey: p.text(),
    means: p.text(),
    createdAt: moment(),
    createdBy: p.uuid().nullable(),
  },
});

/** What a word of the practice's own system means in a file of ours ("Did Not Attend (DNA)": dna). */
export class ImportWord extends ImportWordSchema.class {}
ImportWordSchema.setClass(ImportWord);
