import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES } from '../../policy/practice/preferences.ts';
import { EN_GB, type WordKey } from './catalogue.ts';

type Language = (typeof LANGUAGES)[number];

/** English with accents and a third more length, so that a test sees what a longer language would break. */
export const PSEUDO = 'en-XA';

/** What each language is called by those who speak it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'en-GB': 'English (UK)',
  'en-US': 'English (US)',
  de: 'Deutsch',
  es: 'Español',
};

const HERE = new URL('./', import.meta.url);
const read = new Map<string, Readonly<Record<string, string>>>([['en-GB', EN_GB]]);

/** The messages of a language by key: none where it has no folder; American English holds only what differs from British. */
export function messagesOf(language: string): Readonly<Record<string, string>> {
  const known = read.get(language);
  if (known) return known;
  const folder = new URL(`${language}/`, HERE);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const messages: Record<string, string> = Object.assign(
    {},
    ...files.map((file): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  );
  read.set(language, messages);
  return messages;
}

/** The message for a key, in this language or, where it has none, in British English. */
export function messageFor(key: WordKey, language: string): string {
  return language === PSEUDO ? EN_GB[key] : (messagesOf(language)[key] ?? EN_GB[key]);
}

/** The language that a browser asks for, among ours. */
export function languageAsked(acceptLanguage: string | undefined): Language | typeof PSEUDO {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((one) => one.split(';')[0]?.trim().toLowerCase() ?? '');
  for (const tag of wanted) {
    const exact = ([...LANGUAGES, PSEUDO] as const).find((one) => one.toLowerCase() === tag);
    if (exact) return exact;
    const [base] = tag.split('-');
    const near = LANGUAGES.find((one) => one.split('-')[0] === base);
    if (near) return near;
  }
  return 'en-GB';
}
