import { randomUUIDv7 } from 'node:crypto';
import { ImportWord } from '../../entities/import-word.ts';
import { audit, type Tx } from '../transaction.ts';

export type NewImportWord = { entity: string; field: string; word: string; wordKey: string; means: string };

/** What words of the practice's own mean in its files. */
export async function readImportWords(tx: Tx, entity?: string): Promise<ImportWord[]> {
  return tx.em.find(ImportWord, entity === undefined ? {} : { entity }, {
    orderBy: [{ entity: 'asc' }, { field: 'asc' }, { word: 'asc' }],
    disableIdentityMap: true,
  });
}

/** Remembers what words mean; a word that meant something else means this from now on. */
export async function addImportWords(tx: Tx, words: readonly NewImportWord[]): Promise<void> {
  if (words.length === 0) return;
  await tx.em.upsertMany(
    ImportWord,
    words.map((word) => ({
      ...word,
      practiceId: tx.practiceId,
      id: randomUUIDv7(),
      createdAt: tx.now,
      createdBy: tx.actor.staffId,
    })),
    {
      onConflictFields: ['practiceId', 'entity', 'field', 'wordKey'],
      onConflictExcludeFields: ['id'],
    },
  );
  audit(tx, 'change', { entity: 'import_word', id: null }, [`words=${words.length}`]);
}

/** The whole list as it shall be: a word that is not in it is forgotten. */
export async function replaceImportWords(tx: Tx, words: readonly NewImportWord[]): Promise<void> {
  await tx.em.nativeDelete(ImportWord, {});
  await addImportWords(tx, words);
  if (words.length === 0) audit(tx, 'change', { entity: 'import_word', id: null }, ['words=0']);
}
