import { hasScore, phrasesIn, TRADE_WORDS } from './forbidden-words.ts';

export function saysWhatFor(word: string): string {
  return `“${word}” says what people come to us for: that stays private.`;
}

export function tellsOutcome(word: string): string {
  return `“${word}” could tell what became of somebody: nobody who is thanked may learn that.`;
}

/** No reward, no pressure, no marks (D6, S4). */
export function tradeFindings(words: string): string[] {
  return [
    ...phrasesIn(words, TRADE_WORDS).map(
      (word) => `“${word}” sounds like a trade or like pressure: a good word is neither.`,
    ),
    ...(hasScore(words) ? ['It gives a score: scores stay in the practice.'] : []),
  ];
}
