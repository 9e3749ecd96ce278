import { wordKey } from './word-lists.ts';

export type UnknownWord = { field: string; word: string; rows: number };

const LISTED = 100;

/** The words of closed columns that nobody knows, each with the number of its rows. */
export class UnknownWords {
  private readonly found = new Map<string, UnknownWord>();

  add(words: readonly { field: string; word: string }[]): void {
    for (const { field, word } of words) {
      const key = `${field}/${wordKey(word)}`;
      const known = this.found.get(key) ?? { field, word, rows: 0 };
      known.rows += 1;
      this.found.set(key, known);
    }
  }

  mostFrequent(): UnknownWord[] {
    return [...this.found.values()].toSorted((one, other) => other.rows - one.rows).slice(0, LISTED);
  }
}
