import { CLINICAL_WORDS } from './forbidden-words.ts';
import { showsTooEarly, tradeFindings } from './lint-findings.ts';
import { phrasesIn } from './phrases.ts';
import { ASKING_WORDS } from './prompt-words.ts';

export const PREHEADER_CHARACTERS = 90;
const LONGEST_WORDS = 2_000;

/** Findings about a person's own wording of a client note; greeting and signature are added around it. */
export function lintOwnWords(text: string): string[] {
  const words = text.trim();
  const { length } = Array.from(words);
  const early = Array.from(words).slice(0, PREHEADER_CHARACTERS).join('');
  return [
    ...(length === 0 ? ['It is empty: leave it out, and the usual words go.'] : []),
    ...(length > LONGEST_WORDS ? [`It has ${length} characters; ${LONGEST_WORDS} are the most.`] : []),
    ...phrasesIn(early, CLINICAL_WORDS).map((word) => showsTooEarly(word, PREHEADER_CHARACTERS)),
    ...phrasesIn(words, ASKING_WORDS).map(
      (word) =>
        `“${word}” asks for a good word: that line comes by itself, where the client has agreed to it.`,
    ),
    ...tradeFindings(words),
  ];
}
