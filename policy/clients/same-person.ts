import { plainAddress } from './plain-words.ts';
import { isShortFor } from './short-names.ts';

/** What is known of somebody, as far as it tells people apart. */
export type PersonNamed = {
  firstName: string;
  lastName?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  externalRef?: string | null | undefined;
};

const SHORTEST_BEGINNING = 2;
/** Of names this long two letters may be wrong, of shorter ones one; Tim is not Tom, but Jhon is John. */
const LONG_NAME = 6;
const MIDDLING_NAME = 5;
const SHORTEST_NUMBER = 6;

/**
 * Whether the same address makes them the same person: with the same last name, or the same first name where a last name
 * is missing. Two references of the practice's own system with two unlike first names are two people.
 */
export function isSamePerson(given: PersonNamed, known: PersonNamed): boolean {
  if (!isSameAddress(given.email, known.email)) return false;
  const differentRefs = given.externalRef && known.externalRef && given.externalRef !== known.externalRef;
  if (differentRefs && !isLikeFirstName(given.firstName, known.firstName)) return false;
  if (given.lastName && known.lastName) return isSame(given.lastName, known.lastName);
  return isSame(given.firstName, known.firstName);
}

/** Whether they may be one person whom two records are of: one mailbox, or one name and one telephone. */
export function isLikePerson(given: PersonNamed, known: PersonNamed): boolean {
  if (isSameAddress(given.email, known.email)) return true;
  const namesakes =
    isLikeFirstName(given.firstName, known.firstName) && isSame(given.lastName, known.lastName);
  return namesakes && isSameNumber(given.phone, known.phone);
}

/** Whether nothing says that the one is the other: neither a first name that could be theirs, nor a last name, nor an address. */
export function hasNothingInCommon(given: PersonNamed, known: PersonNamed): boolean {
  return (
    !isLikeFirstName(given.firstName, known.firstName) &&
    !isSame(given.lastName, known.lastName) &&
    !isSameAddress(given.email, known.email)
  );
}

/** The same name, a short form of it, or a slip of the pen. */
export function isLikeFirstName(one: string, other: string): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (first === '' || second === '') return false;
  if (first === second || isShortFor(firstWord(one), firstWord(other))) return true;
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  if (shorter.length >= SHORTEST_BEGINNING && longer.startsWith(shorter)) return true;
  const wrong = slips(first, second);
  if (shorter.length >= LONG_NAME) return wrong <= 2;
  const anotherLetter = first.length === second.length && lettersOf(first) !== lettersOf(second);
  return (
    wrong === 1 && shorter.length > SHORTEST_BEGINNING && !(anotherLetter && shorter.length < MIDDLING_NAME)
  );
}

function isSameAddress(one: string | null | undefined, other: string | null | undefined): boolean {
  const [first, second] = [one, other].map((address) =>
    plainAddress(address ?? '')
      .trim()
      .toLowerCase(),
  );
  return first !== '' && first === second;
}

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  const [first, second] = [plain(one ?? ''), plain(other ?? '')];
  return first !== '' && first === second;
}

function isSameNumber(one: string | null | undefined, other: string | null | undefined): boolean {
  const [first, second] = [one, other].map((number) => (number ?? '').replace(/\D/g, '').slice(-9));
  return first !== undefined && first.length >= SHORTEST_NUMBER && first === second;
}

/** Case, accents, spaces and punctuation tell nobody apart. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

function firstWord(name: string): string {
  return plain(name.trim().split(/[\s-]+/)[0] ?? '');
}

/** How many letters are wrong, missing, too many or exchanged with their neighbour. */
function slips(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      const exchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (exchanged) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

function lettersOf(name: string): string {
  return Array.from(name).toSorted().join('');
}
