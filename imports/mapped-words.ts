import type { WrongField } from '../facts/refusal.ts';
import { wrongFields } from '../facts/refusal.ts';
import { type Columns, indexOf, type MappedWord } from './columns.ts';
import { type KnownWords, type WordList, wordKey } from './word-lists.ts';

/** A word of a practice's own in a field of closed words, and what it means there. */
export type KnownWord = { field: string; word: string; means: string };

/** Finds the column and the word of each mapping in the file's header; all that is wrong is said at once. */
export function mappedWords(
  header: readonly string[],
  columns: Columns,
  lists: Readonly<Record<string, WordList>>,
  map: readonly MappedWord[],
): KnownWord[] {
  const found = map.map((one) => wordOf(one, header, columns, lists));
  const wrong = found.flatMap((one) => ('fault' in one ? [one.fault] : []));
  if (wrong.length > 0) throw wrongFields(wrong);
  return found.flatMap((one) => ('word' in one ? [one] : []));
}

/** What is said now comes before what was said once. */
export function withMapped(known: KnownWords, mapped: readonly KnownWord[]): KnownWords {
  const words = new Map([...known].map(([field, meanings]) => [field, new Map(meanings)]));
  for (const { field, word, means } of mapped)
    words.set(field, (words.get(field) ?? new Map<string, string>()).set(wordKey(word), means));
  return words;
}

/** A column's name and a word may both hold a dot: the longest name that is a column is it. */
function wordOf(
  { text, means }: MappedWord,
  header: readonly string[],
  columns: Columns,
  lists: Readonly<Record<string, WordList>>,
): KnownWord | { fault: WrongField } {
  const fault = (message: string) => ({ fault: { path: 'query.map', message } });
  const dots = [...text.matchAll(/\./g)].map(({ index }) => index).toReversed();
  for (const dot of dots) {
    const [name, word] = [text.slice(0, dot).trim(), text.slice(dot + 1).trim()];
    const field = word === '' ? undefined : fieldOf(name, header, columns);
    if (field === undefined) continue;
    const list = lists[field];
    if (!list) return fault(`the column "${name}" holds no words that could mean something else`);
    return list.open || list.values.includes(means)
      ? { field, word, means }
      : fault(`"${word}" cannot mean "${means}" in "${name}"; it may mean ${list.values.join(', ')}`);
  }
  return fault(`"${text}" names no column of this file before the dot`);
}

function fieldOf(name: string, header: readonly string[], { of }: Columns): string | undefined {
  if (of.has(name)) return name;
  const index = indexOf(header, name);
  return [...of].find(([, indexes]) => indexes.includes(index))?.[0];
}
