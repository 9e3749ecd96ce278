const MOST = 5;
/** Words that tell no two sources apart. */
const COMMON = new Set(['the', 'a', 'an', 'and', 'of', 'at', 'my', 'in', 'on', 'for', 'to', 'dr']);
const ENOUGH = 0.4;

/**
 * Which of these names what somebody wrote may mean, the likeliest first: they share words, or nearly so, because names
 * are written as they are heard.
 */
export function similarNames<T extends { name: string }>(words: string, known: readonly T[]): T[] {
  const said = wordsIn(words);
  if (said.length === 0) return [];
  return known
    .map((one) => ({ one, likeness: likeness(said, wordsIn(one.name)) }))
    .filter(({ likeness: of }) => of >= ENOUGH)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, MOST)
    .map(({ one }) => one);
}

/** How much of the name was said: each of its words counts once, by the nearest of the words that were said. */
function likeness(said: readonly string[], name: readonly string[]): number {
  if (name.length === 0) return 0;
  const nearest = name.map((word) => Math.max(...said.map((other) => nearness(word, other))));
  return nearest.reduce((sum, one) => sum + one, 0) / name.length;
}

/** By the pairs of letters that two words share (Dice); below two thirds they are different words. */
function nearness(one: string, other: string): number {
  if (one === other) return 1;
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = pairs.filter((pair) => others.includes(pair)).length;
  const share = (2 * shared) / (pairs.length + others.length || 1);
  return share >= 2 / 3 ? share : 0;
}

function pairsOf(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, index) => word.slice(index, index + 2));
}

function wordsIn(text: string): string[] {
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !COMMON.has(word));
}
