/** A column of closed words: what a word may mean, and which are known without being told. */
export type WordList = {
  values: readonly string[];
  /** null: nobody knows. */
  means(text: string): string | null;
  /** Words that nobody knows are kept as they are, and judged later. */
  open?: true;
};

/** What a practice has said its own words mean: by field, then by `wordKey`. */
export type KnownWords = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A word as it is compared: case and the number of spaces do not count, but "<24h" is not ">24h". */
export function wordKey(word: string): string {
  return word.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
