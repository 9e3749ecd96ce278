import { expect, test } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES } from '../../../policy/practice/preferences.ts';
import { STAFF_PAGES } from '../../../web/staff-pages.ts';
import { EN_GB, isWordKey } from '../../../web/words/catalogue.ts';
import { messageFor, messagesOf } from '../../../web/words/languages.ts';
import { pseudo } from '../../../web/words/pseudo.ts';
import { wordsIn } from '../../../web/words/words.ts';

const TRANSLATED = LANGUAGES.filter((language) => !language.startsWith('en'));
const KEYS = Object.keys(EN_GB).filter(isWordKey);

/** The arguments of a message, however deep in its branches. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const walk = (elements: unknown): void => {
    if (Array.isArray(elements)) return elements.forEach(walk);
    if (typeof elements !== 'object' || elements === null) return;
    const { type, value, options } = elements as { type?: number; value?: unknown; options?: object };
    // Literal text (0) and `#` (7) name nothing.
    if (type !== 0 && type !== 7 && typeof value === 'string') found.add(value);
    for (const option of Object.values(options ?? {})) walk((option as { value?: unknown }).value);
  };
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...found].toSorted();
}

test.each(TRANSLATED)('every sentence is there in %s, with the same placeholders', (language) => {
  const messages = messagesOf(language);

  expect(KEYS.filter((key) => !Object.hasOwn(messages, key))).toEqual([]);
  expect(Object.keys(messages).filter((key) => !isWordKey(key))).toEqual([]);
  const wrong = KEYS.filter(
    (key) => argumentsOf(messageFor(key, language)).join() !== argumentsOf(EN_GB[key]).join(),
  );
  expect(wrong).toEqual([]);
});

test('American English changes words of British sentences, and adds none', () => {
  const messages = messagesOf('en-US');

  expect(Object.keys(messages).filter((key) => !isWordKey(key))).toEqual([]);
  for (const key of Object.keys(messages).filter(isWordKey))
    expect([key, argumentsOf(messages[key] ?? '')]).toEqual([key, argumentsOf(EN_GB[key])]);
});

test('longer words with accents keep every placeholder', () => {
  for (const key of KEYS)
    expect([key, argumentsOf(pseudo(EN_GB[key]))]).toEqual([key, argumentsOf(EN_GB[key])]);
});

test('what an act says afterwards is on the list of what an address may say', () => {
  const said = STAFF_PAGES.flatMap(({ acts }) =>
    acts.flatMap((act) => (typeof act.said === 'string' ? [act.said] : [])),
  );

  expect(said.filter((key) => !key.includes('.said.'))).toEqual([]);
});

test('no sentence shouts, and none speaks of what is inside the machine', () => {
  const INSIDE = /!|\b(workflow|queue|a lead|leads|conversion|failed|invalid)\b/i;
  // The pages of operators name what Temporal names.
  const shown = KEYS.filter((key) => !key.startsWith('runs.'));

  expect(shown.filter((key) => INSIDE.test(EN_GB[key])).map((key) => [key, EN_GB[key]])).toEqual([]);
});

test('days, times and money are written as whoever reads them does', () => {
  const now = new Date('2026-12-02T10:00:00Z');
  const [british, american, german] = ['en-GB', 'en-US', 'de'].map((one) =>
    wordsIn(one, 'Europe/London', now),
  );

  expect(british?.day('2026-12-24')).toBe('Thu 24 December');
  expect(american?.day('2026-12-24')).toBe('Thu, December 24');
  expect(german?.moment('2026-12-02T14:10:00Z')).toBe('14:10');
  expect(british?.money(1_250, 'GBP')).toBe('£12.50');
  expect(german?.money(1_250, 'EUR')).toMatch(/^12,50\s€$/);
});
