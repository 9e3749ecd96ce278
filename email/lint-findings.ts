import { TRADE_WORDS } from './forbidden-words.ts';
import { hasScore, phrasesIn } from './phrases.ts';

/** A finding about a template, with its place; without one it is about the whole. */
export type Finding = { line: number | null; column: number | null; message: string };

export function aboutAll(message: string): Finding {
  return { line: null, column: null, message };
}

/** A finding about one place of the source, counted from one. */
export function aboutPlace(source: string, index: number, message: string): Finding {
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

/** The finding as one sentence for the reader. */
export function findingText({ line, column, message }: Finding): string {
  return line === null || column === null ? message : `line ${line}, column ${column}: ${message}`;
}

export function saysWhatFor(word: string): string {
  return `“${word}” says what people come to us for: that stays private.`;
}

export function showsTooEarly(word: string, characters: number): string {
  return `“${word}” stands in the first ${characters} characters, which a locked phone shows.`;
}

export function tellsOutcome(word: string): string {
  return `“${word}” could tell what became of somebody: nobody who is thanked may learn that.`;
}

export function soundsLikeTrade(word: string): string {
  return `“${word}” sounds like a trade or like pressure: a good word is neither.`;
}

export const GIVES_A_SCORE = 'It gives a score: scores stay in the practice.';

/** No reward, no pressure, no marks (D6, S4). */
export function tradeFindings(words: string): string[] {
  return [...phrasesIn(words, TRADE_WORDS).map(soundsLikeTrade), ...(hasScore(words) ? [GIVES_A_SCORE] : [])];
}
