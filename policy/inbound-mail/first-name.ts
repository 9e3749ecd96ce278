import type { MailReason } from './inbound-email.ts';
import { CREDENTIALS, ORDINARY_WORDS, PARTICLES, TITLES, WRITTEN_FIRST } from './ordinary-words.ts';

/** A first name, and why it may be none; only a reading without doubt is used without a person. */
export type NameReading = { first: string | null; doubt: MailReason | null };

const LONGEST_NAME = 120;
const MOST_WORDS = 5;
const NAME_WORD = /^\p{L}[\p{L}\p{M}'.-]{0,39}$/u;
const EDGES = /^[\s"',:;!?.-]+|[\s"',:;!?-]+$/g;
const SEVERAL = /\s(?:&|and|und|et|en|och|og|plus)\s|\s?[&+]\s?/iu;
const FAMILY_FIRST_SCRIPT = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const FAMILY_NAME = /^(?:O'|Mc|Mac(?=\p{Lu}))/u;

/** Extracts the first name; never returns more than that one word. */
export function readFirstName(text: string): NameReading {
  const whole = (text.slice(0, LONGEST_NAME).split(/[([{<|;]/)[0] ?? '').replaceAll(EDGES, '');
  if (SEVERAL.test(whole)) return unsure('two_people');
  const [family = '', given = '', ...more] = whole.split(',').map((part) => part.trim());
  if (more.length > 0) return unsure('not_a_name');
  if (given === '' || isCredential(given)) return readWords(family, false);
  return family === '' || !isName(family) ? unsure('not_a_name') : readWords(given, true);
}

/** `familyFirst`: written as "Doe, Jane", so that the text begins with the first name. */
function readWords(text: string, familyFirst: boolean): NameReading {
  const words = withoutTitles(text.split(' ').filter((word) => word !== ''));
  const [first] = words;
  if (first === undefined) return unsure('no_name');
  if (words.length > MOST_WORDS || words.some((word) => !isNameWord(word))) return unsure('not_a_name');
  if (isInitial(first, words.length)) return unsure('initials');
  if (FAMILY_FIRST_SCRIPT.test(first)) return unsure('family_name_first');
  if (PARTICLES.has(first)) return unsure('family_name_only');
  const doubt = familyFirst ? null : doubtOf(first, words.slice(1));
  return doubt ? unsure(doubt) : { first: spelt(first), doubt: null };
}

function doubtOf(first: string, others: readonly string[]): MailReason | null {
  const oftenFirst = WRITTEN_FIRST.has(first.toLowerCase());
  if (others.length === 0) return oftenFirst || FAMILY_NAME.test(first) ? 'family_name_only' : null;
  const shouted = isShouted(first) && others.some((word) => !isShouted(word));
  return oftenFirst || shouted ? 'family_name_first' : null;
}

function withoutTitles(words: readonly string[]): readonly string[] {
  const [first, ...others] = words;
  return first !== undefined && isTitle(first) ? withoutTitles(others) : words;
}

function isTitle(word: string): boolean {
  return TITLES.has(word.toLowerCase()) || TITLES.has(word.toLowerCase().replace(/\.$/, ''));
}

function isName(text: string): boolean {
  const words = text.split(' ');
  return words.length <= MOST_WORDS && words.every(isNameWord);
}

function isNameWord(word: string): boolean {
  return NAME_WORD.test(word) && !ORDINARY_WORDS.has(word.toLowerCase());
}

function isCredential(text: string): boolean {
  return text.split(' ').every((word) => CREDENTIALS.has(word.toLowerCase().replaceAll('.', '')));
}

/** "J", "J.", "J.D.", "JD": two or three capitals may be initials or a short name. */
function isInitial(word: string, words: number): boolean {
  const letters = word.replaceAll('.', '');
  if (/\p{Lo}/u.test(letters)) return false;
  return (
    letters.length < 2 ||
    /\p{L}\.\p{L}/u.test(word) ||
    (isShouted(letters) && letters.length <= (words > 1 ? 2 : 3))
  );
}

function isShouted(word: string): boolean {
  return word === word.toUpperCase() && word !== word.toLowerCase();
}

/** Restores the usual capitals. */
function spelt(word: string): string {
  const bare = word.replace(/[.'-]+$/, '');
  if (bare !== bare.toUpperCase() && bare !== bare.toLowerCase()) return bare;
  return bare.toLowerCase().replaceAll(/(?:^|[-'])\p{L}/gu, (start) => start.toUpperCase());
}

function unsure(doubt: MailReason): NameReading {
  return { first: null, doubt };
}
