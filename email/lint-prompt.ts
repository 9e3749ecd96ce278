import { countWords } from './count-words.ts';
import { aboutAll, aboutPlace, type Finding } from './lint-findings.ts';
import type { FilledIn } from './lint-filled-in.ts';
import { phrasesIn } from './phrases.ts';
import { PERMISSION_WORDS } from './prompt-words.ts';

const LONGEST_PROMPT_WORDS = 70;
const LONGEST_PHRASE_WORDS = 30;
const QUOTATION = /["“”„«]([^"“”„«»]*)["“”»]/gu;
const QUOTATION_MARK = /["“”„«»]/gu;
const WEB_ADDRESS = /https?:\/\/[^\s<>"'“”„«»]+/gu;
const TYPED_ADDRESS = /https?:\/\/|\bwww\./giu;
const PERCENTAGE = /\p{N}\s*(?:%|per ?cent)/giu;

/** What a prompt's own text shows: it does not shout, and brings no link or percentage of its own (S4). */
export function promptSourceFindings(source: string, prose: string): Finding[] {
  const about = (pattern: RegExp, message: string, from = 0) =>
    [...prose.matchAll(pattern)].slice(from).map(({ index }) => aboutPlace(source, index, message));
  return [
    ...about(/[!！]/gu, 'One exclamation mark is the most: a prompt does not shout.', 1),
    ...about(PERCENTAGE, 'A percentage sounds like an offer: a prompt makes none.'),
    ...about(TYPED_ADDRESS, 'A web address is not typed here: “link” is the one that can be passed on.'),
  ];
}

/** S2, S3: one phrase to repeat that names the practice, one link, and a line that leaves it to the reader. */
export function promptFindings(filledIn: readonly FilledIn[]): Finding[] {
  return filledIn.flatMap(({ sample, text, values }) => [
    ...phraseFindings(text, String(values['practice_name'])),
    ...oneLinkFindings(text),
    ...permissionFindings(text),
    ...(sample === 'typical' ? lengthFindings(text) : []),
  ]);
}

export function oneLinkFindings(text: string): Finding[] {
  const links = text.match(WEB_ADDRESS)?.length ?? 0;
  return links === 1 ? [] : [aboutAll(`It has ${links} links; it needs exactly one, whoever reads it.`)];
}

function phraseFindings(text: string, practiceName: string): Finding[] {
  const phrases = quotationsIn(text);
  const marks = text.match(QUOTATION_MARK)?.length ?? 0;
  if (marks % 2 === 1)
    return [aboutAll('A quotation mark is missing: the phrase has a beginning and an end.')];
  if (!phrases.some((phrase) => phrase.includes(practiceName)))
    return [
      aboutAll('A phrase in double quotation marks that names the practice is missing: words to repeat.'),
    ];
  if (phrases.length > 1) return [aboutAll('One ask is enough: there is more than one quotation.')];
  return [];
}

/**
 * The leave not to ("only if it feels right") belongs beside the quotation, not in it: it is not something to repeat.
 */
function permissionFindings(text: string): Finding[] {
  const ours = text.replace(QUOTATION, ' ');
  if (phrasesIn(ours, PERMISSION_WORDS).length > 0) return [];
  const known = PERMISSION_WORDS.map((phrase) => `“${phrase}”`).join(', ');
  return [aboutAll(`A line that leaves it to the reader is missing; it says one of ${known}.`)];
}

function lengthFindings(text: string): Finding[] {
  const words = countWords(text);
  const tooLong = quotationsIn(text).some((phrase) => countWords(phrase) > LONGEST_PHRASE_WORDS);
  return [
    ...(words > LONGEST_PROMPT_WORDS
      ? [aboutAll(`It has ${words} words; a prompt has ${LONGEST_PROMPT_WORDS} at most.`)]
      : []),
    ...(tooLong
      ? [aboutAll(`The phrase to repeat has more than ${LONGEST_PHRASE_WORDS} words: nobody could.`)]
      : []),
  ];
}

function quotationsIn(text: string): string[] {
  return [...text.matchAll(QUOTATION)].map(([, phrase = '']) => phrase);
}
