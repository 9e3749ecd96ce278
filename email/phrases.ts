const SCORE =
  /(?<![\p{N}/])\p{N}{1,3}(?:[.,]\p{N}+)?\s*(?:\/|out of)\s*(?:5|10|40|100)(?![\p{N}/])|\bscored?\s+(?:of\s+)?\p{N}/iu;

export type Place = { phrase: string; at: number };

/** The phrases of a list that a text contains as whole words, whatever their case, accents or hidden characters. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const found = new Set(placesOf(text, phrases).map(({ phrase }) => phrase));
  return phrases.filter((phrase) => found.has(phrase));
}

/** Every occurrence of such a phrase, in the order of the list. */
export function placesOf(text: string, phrases: readonly string[]): Place[] {
  const { plain, origins } = foldForSearch(text);
  return phrases.flatMap((phrase) => {
    const words = foldForSearch(phrase)
      .plain.split(/\s+/)
      .filter(Boolean)
      .map((word) => RegExp.escape(word));
    if (words.length === 0) return [];
    const wholeWords = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'gu');
    return [...plain.matchAll(wholeWords)].map(({ index }) => ({ phrase, at: origins[index] ?? 0 }));
  });
}

/** Whether a text gives a mark, such as 8/10. */
export function hasScore(text: string): boolean {
  return SCORE.test(text);
}

/** The normalised text, with the original position of each character. */
function foldForSearch(text: string): { plain: string; origins: number[] } {
  const origins: number[] = [];
  let plain = '';
  let index = 0;
  for (const character of text) {
    const folded = character
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(/[’‘ʼ]/g, "'")
      .toLowerCase();
    plain += folded;
    for (let unit = 0; unit < folded.length; unit += 1) origins.push(index);
    index += character.length;
  }
  return { plain, origins };
}
