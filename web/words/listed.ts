import type { Words } from './words.ts';

/** Several things in one sentence, as its language lists them. */
export function listed({ language }: Pick<Words, 'language'>, things: readonly string[]): string {
  return new Intl.ListFormat(language, { style: 'long', type: 'conjunction' }).format(things);
}
