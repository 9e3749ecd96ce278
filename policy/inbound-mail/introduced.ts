import { readFirstName } from './first-name.ts';
import type { MailReason } from './inbound-email.ts';

/** Who is introduced, according to the subject: first names only. */
export type Introduced = {
  kind: 'introduction' | 'letter';
  candidates: string[];
  confidence: number;
  reasons: MailReason[];
};

type Found = { kind: Introduced['kind']; who: string; sure: number; reason: MailReason };

const INTRODUCES = [
  'introduction',
  'introducing',
  'introduce',
  'intro',
  'vorstellung',
  'présentation',
  'presentación',
  'presentazione',
  'apresentação',
  'introductie',
  'kennismaking',
  'introduktion',
  'introduksjon',
  'esittely',
];
const REFERS = [
  'referral',
  'referring',
  'new client',
  'new patient',
  'überweisung',
  'verwijzing',
  'derivación',
  'remiss',
  'henvisning',
];
const WORDS = [...INTRODUCES, ...REFERS].join('|');
const BEFORE = '(?:(?:new|a|an|my|warm|quick|short|patient|client|urgent) )*';
const FIRST = new RegExp(
  `^${BEFORE}(?<word>${WORDS})(?!\\p{L})(?<gap>\\s?[:：>-]+\\s?|\\s(?:of|for|to|de|von|van)\\s|\\s)(?<who>.+)$`,
  'iu',
);
const LAST = new RegExp(`^(?<who>[^()]{1,100})\\s\\(${BEFORE}(?<word>${WORDS}|client|patient)\\)$`, 'iu');
const MEET = /^(?<one>[^,:]{1,60}),?\smeet\s(?<other>.{1,60})$/iu;
const PAIR = /\s?(?:<[-=]?>|\/|×)\s?|\sx\s/iu;
const TO = /\sto\s/iu;
/** What follows a name: ignored, and never stored. */
const AND_SO_ON =
  /\s-\s|\s(?:for|re|regarding|about|who|whom|with|from|via|because|c\/o|as|is|has|needs|aged)\s|[:;|]|(?<=\p{L}{4})\.\s/iu;

const SURE = 0.9;
const LIKELY = 0.6;
const UNSURE = 0.4;

/**
 * Parses a clean subject; null where it is no introduction. `ours`: first names of staff, who are never the referred
 * person.
 */
export function introducedIn(subject: string, ours: readonly string[]): Introduced | null {
  const found = keywordIn(subject) ?? pairAlone(subject);
  if (!found) return null;
  const { kind, sure, reason } = found;
  const people = MEET.test(found.who) || PAIR.test(found.who) ? pairOf(found.who) : sentTo(found.who);
  if (people) return oneOf(found, people, ours);
  const [name = '', ...more] = found.who.split(AND_SO_ON);
  const { first, doubt } = readFirstName(name);
  if (first === null)
    return {
      kind,
      candidates: doubt === 'two_people' ? eachOf(name) : [],
      confidence: UNSURE,
      reasons: [reason, doubt ?? 'no_name'],
    };
  const extra = more.length > 0 ? (['more_than_a_name'] as const) : [];
  return {
    kind,
    candidates: [first],
    confidence: sure - (more.length > 0 ? 0.1 : 0),
    reasons: [reason, ...extra],
  };
}

function keywordIn(subject: string): Found | null {
  const last = LAST.exec(subject)?.groups;
  if (last) return { kind: kindOf(last['word']), who: last['who'] ?? '', sure: SURE, reason: 'in_subject' };
  const first = FIRST.exec(subject)?.groups;
  if (!first) return null;
  const { word = '', gap = '', who = '' } = first;
  const isClear = /[:：>-]/.test(gap) || /^introducing$/i.test(word);
  return {
    kind: kindOf(word),
    who,
    sure: isClear ? SURE : LIKELY,
    reason: isClear ? 'in_subject' : 'keyword_alone',
  };
}

/** "Jane <> Sam" and "Jane, meet Sam" introduce without saying so. */
function pairAlone(subject: string): Found | null {
  const isPair =
    MEET.test(subject) || /\s?<[-=]?>\s?/.test(subject) || /^\S{1,40}\s?\/\s?\S{1,40}$/.test(subject);
  return isPair ? { kind: 'introduction', who: subject, sure: LIKELY, reason: 'pair' } : null;
}

function pairOf(who: string): string[] {
  const met = MEET.exec(who)?.groups;
  return met ? [met['one'] ?? '', met['other'] ?? ''] : who.split(PAIR);
}

/** "Introducing Jane to Sam": Jane is the referred person, unless she is staff. */
function sentTo(who: string): string[] | null {
  const people = who.split(TO);
  return people.length === 2 ? people : null;
}

/** Of two names one must be staff for the other to be certain. */
function oneOf(
  { kind, sure, reason }: Found,
  people: readonly string[],
  ours: readonly string[],
): Introduced {
  const names = people.flatMap((person) => readFirstName(person).first ?? []);
  const others = names.filter((name) => !isOurs(name, ours));
  const clear = people.length === 2 && names.length === 2 && others.length === 1;
  return {
    kind,
    candidates: others,
    confidence: clear ? sure - 0.1 : UNSURE,
    reasons: clear ? [reason] : [reason, 'which_one'],
  };
}

function eachOf(names: string): string[] {
  return names
    .split(/\s(?:and|und|et|en|och|og|plus)\s|\s?[&+]\s?/iu)
    .flatMap((name) => readFirstName(name).first ?? []);
}

function isOurs(name: string, ours: readonly string[]): boolean {
  return ours.some((own) => own.toLowerCase() === name.toLowerCase());
}

function kindOf(word = ''): Introduced['kind'] {
  return INTRODUCES.includes(word.toLowerCase()) ? 'introduction' : 'letter';
}
