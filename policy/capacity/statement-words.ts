import { dateInWords } from '../manual/in-words.ts';
import type { SaidStatus, WaitWeeks } from './capacity-terms.ts';

/** What is said; `asOf` is a date of the practice's calendar (YYYY-MM-DD), null where nothing stands. */
export type Said = {
  status: SaidStatus;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  asOf: string | null;
  /** Whoever can see people sooner, by name. */
  sooner?: string | null;
};

const LOCALE = 'en-GB';

/** The one statement that stands everywhere (S71b); every one but "please ask" ends with its date. */
export function statementWords(said: Said): string {
  const words = wordsOf(said);
  const sooner = said.status === 'full' && said.sooner ? ` ${said.sooner} can see you sooner.` : '';
  return said.asOf === null || said.status === 'please_ask'
    ? words
    : `${words}${sooner} As of ${dateInWords(said.asOf)}.`;
}

/** The same as it is spoken: without its date, and without whoever can see people sooner, which M11 says elsewhere. */
export function spokenWords(said: Said): string {
  return wordsOf(said);
}

function wordsOf({ status, nextOpening, waitWeeks }: Said): string {
  switch (status) {
    case 'open':
      return 'We have room for new people.';
    case 'nearly_full':
      return waitWeeks
        ? `We have a few places left; the wait is about ${weeksInWords(waitWeeks)}.`
        : 'We have a few places left.';
    case 'full':
      return `We're full at the moment; ${whenFull(nextOpening, waitWeeks)}.`;
    case 'please_ask':
      return 'Please ask whether we can see you.';
  }
}

/** One word in a list, behind what it is said of. */
export function statusInShort(status: SaidStatus): string {
  switch (status) {
    case 'open':
      return 'room';
    case 'nearly_full':
      return 'a few places left';
    case 'full':
      return 'full at the moment';
    case 'please_ask':
      return 'please ask';
  }
}

/** When a full practice has room again, as far as it knows. */
function whenFull(nextOpening: string | null, waitWeeks: WaitWeeks | null): string {
  if (nextOpening) return `our next openings are in ${monthInWords(nextOpening)}`;
  return waitWeeks ? `the wait is about ${weeksInWords(waitWeeks)}` : "we don't have a date yet";
}

/** "2 to 4 weeks", "1 week". */
function weeksInWords({ from, to }: WaitWeeks): string {
  if (from !== to) return `${from} to ${to} weeks`;
  return to === 1 ? '1 week' : `${to} weeks`;
}

/** "March 2027" of 2027-03. */
export function monthInWords(month: string): string {
  return Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toLocaleString(LOCALE, {
    month: 'long',
    year: 'numeric',
  });
}
