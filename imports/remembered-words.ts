import { addImportWords, readImportWords } from '../facts/practice/save-import-words.ts';
import type { Tx } from '../facts/transaction.ts';
import type { KnownWord } from './mapped-words.ts';
import { type KnownWords, wordKey } from './word-lists.ts';

/** What the practice has said that words mean in files of this kind. */
export async function knownWords(tx: Tx, entity: string): Promise<KnownWords> {
  const byField = Map.groupBy(await readImportWords(tx, entity), ({ field }) => field);
  return new Map(
    [...byField].map(([field, words]) => [field, new Map(words.map((one) => [one.wordKey, one.means]))]),
  );
}

/** Later files use it without being told. */
export async function rememberWords(tx: Tx, entity: string, mapped: readonly KnownWord[]): Promise<void> {
  const words = mapped.map((one) => ({ entity, ...one, wordKey: wordKey(one.word) }));
  await addImportWords(tx, [...new Map(words.map((one) => [`${one.field}/${one.wordKey}`, one])).values()]);
}
