/** What names a person in a text. `phone`: as it was written; `name` and `email`: as a whole, never as a part of a word. */
export type Mention =
  | { kind: 'name'; text: string }
  | { kind: 'email'; text: string }
  | { kind: 'phone'; text: string };

/** Each of them must occur for the text to be about the person: an id beside a first name. */
export type Mentions = readonly (readonly Mention[])[];

const FEWEST_DIGITS = 7;
const LONGEST_COUNTRY_CODE = 3;
/** What people put between the digits of a number. */
const BETWEEN = String.raw`[\s().\-\u2010-\u2015/]*`;

/** Whether one of these occurs in the text. */
export type Matcher = (text: string | null | undefined) => boolean;

/**
 * Finds a person in texts that others wrote: names as whole words whatever their case and composition, addresses as whole
 * addresses, numbers by their digits with or without country code and trunk zero. Nothing within a longer word matches,
 * so that erasing "Ed Li" leaves "promised listening" alone.
 */
export function matcherOf(mentions: Mentions): Matcher {
  const all = mentions
    .map((together) => together.flatMap((mention) => patternOf(mention) ?? []))
    .filter((patterns, index) => patterns.length > 0 && patterns.length === mentions[index]?.length);
  return (text) => {
    if (!text || all.length === 0) return false;
    const normalised = normalise(text);
    return all.some((patterns) => patterns.every((pattern) => pattern.test(normalised)));
  };
}

const AN_ADDRESS = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/gu;

/** The text without these people, and without any address but these. */
export function withoutOthers(
  text: string,
  others: readonly Mention[],
  own: (address: string) => boolean,
  instead: string,
): string {
  const named = others.reduce((left, mention) => {
    const pattern = patternOf(mention);
    return pattern ? left.replace(new RegExp(pattern.source, `${pattern.flags}g`), instead) : left;
  }, normalise(text));
  return named.replace(AN_ADDRESS, (address) => (own(address.replace(/[.!?]+$/, '')) ? address : instead));
}

/** Compared as composed characters; case is the patterns' affair. */
function normalise(text: string): string {
  return text.normalize('NFC');
}

function patternOf({ kind, text }: Mention): RegExp | null {
  switch (kind) {
    case 'name':
      return namePattern(text);
    case 'email':
      return emailPattern(text);
    case 'phone':
      return phonePattern(text);
  }
}

/** Between the words of a name stand a space, a hyphen, an apostrophe or the full stop of an initial. */
function namePattern(name: string): RegExp | null {
  const words = normalise(name).match(/[\p{L}\p{M}\p{N}]+/gu);
  if (!words) return null;
  const between = String.raw`[\s.'’\-\u2010]{1,3}`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{M}\p{N}])${words.map((word) => RegExp.escape(word)).join(between)}(?![\p{L}\p{M}\p{N}])`,
    'iu',
  );
}

/** What may stand in an address stands neither before nor behind it; a full stop behind ends the sentence. */
function emailPattern(email: string): RegExp | null {
  const address = normalise(email.trim());
  if (address === '') return null;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}.!#$%&'*+/=?^_{|}~\-])${RegExp.escape(address)}(?![\p{L}\p{N}_\-@]|\.[\p{L}\p{N}])`,
    'iu',
  );
}

/**
 * The digits that all ways of writing a number share: without +44, 0044, the zero of "(0)20" and "020". Whoever wrote it
 * may have put a country code and a zero before them.
 */
function phonePattern(phone: string): RegExp | null {
  const { code, digits } = partsOf(phone);
  if (digits.length < FEWEST_DIGITS) return null;
  const number = digits.split('').join(BETWEEN);
  const anyCode = String.raw`(?:\+|00)${BETWEEN}\d{1,${LONGEST_COUNTRY_CODE}}`;
  const prefix = String.raw`(?:(?:${code ? `${anyCode}|${code}` : anyCode})${BETWEEN})?(?:0${BETWEEN})?`;
  return new RegExp(String.raw`(?<![\d+])${prefix}${number}(?!\d)`, 'u');
}

/** Country codes of one and two digits; every other has three (ITU-T E.164). */
const SHORT_CODES = new Set(
  '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

function partsOf(phone: string): { code: string; digits: string } {
  const digits = phone.replace(/\D/g, '');
  const isInternational = /^[\s(]*(?:\+|00)/.test(phone);
  if (!isInternational) return { code: '', digits: withoutZero(digits) };
  const whole = digits.replace(/^00/, '');
  const length = [1, 2].find((short) => SHORT_CODES.has(whole.slice(0, short))) ?? LONGEST_COUNTRY_CODE;
  return { code: whole.slice(0, length), digits: withoutZero(whole.slice(length)) };
}

function withoutZero(digits: string): string {
  return digits.replace(/^0/, '');
}
