import { isWordKey } from './catalogue.ts';
import type { Words } from './words.ts';

/** A value of the API in words (`terms.<list>.<value>`); one that a practice made up itself is said as it was written. */
export function term({ say }: Pick<Words, 'say'>, list: string, value: string): string {
  const key = `terms.${list}.${value}`;
  return isWordKey(key) ? say(key) : value.replaceAll('_', ' ');
}

/** All of these as choices of a field. */
export function termOptions(
  words: Pick<Words, 'say'>,
  list: string,
  values: readonly string[],
): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: term(words, list, value) }));
}
