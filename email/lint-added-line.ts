import { CLINICAL_WORDS, OUTCOME_WORDS } from './forbidden-words.ts';
import { saysWhatFor, tellsOutcome, tradeFindings } from './lint-findings.ts';
import { phrasesIn } from './phrases.ts';

const LONGEST_LINE = 200;
const LINE_BREAK = /[\p{Cc}\u2028\u2029]/u;
const LINK = /:\/\/|\bwww\.|[\p{L}\p{N}-]\.[a-z]{2,}/iu;
const PHONE = /\p{Nd}(?:[\s().-]*\p{Nd}){6,}/u;

/** What speaks against the one line a person may add to a thanks (S33, §6); `names`: of whom it must not speak. */
export function lintAddedLine(line: string, names: readonly string[] = []): string[] {
  const length = Array.from(line).length;
  const hasAddress = line.includes('@');
  return [
    ...(line.trim() === '' ? ['It is empty: leave it out instead.'] : []),
    ...(LINE_BREAK.test(line.trim()) ? ['It is more than one line: thanks are short.'] : []),
    ...(length > LONGEST_LINE
      ? [`It has ${length} characters; ${LONGEST_LINE} are the most, because thanks are short.`]
      : []),
    ...(hasAddress
      ? ['It has an e-mail address: the reply goes to the practice, and nobody else is named.']
      : []),
    ...(!hasAddress && LINK.test(line)
      ? ['It has a link, or a full stop without a space after it: a personal line has no link.']
      : []),
    ...(PHONE.test(line) ? ['It has a phone number: numbers are not handed on in a thanks.'] : []),
    ...phrasesIn(line, CLINICAL_WORDS).map(saysWhatFor),
    ...phrasesIn(line, OUTCOME_WORDS).map(tellsOutcome),
    ...phrasesIn(line, names).map(
      (name) => `“${name}” is, or may be, the person who was sent: a thanks never names them.`,
    ),
    ...tradeFindings(line),
  ];
}
