import type { Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import { listed } from '../words/listed.ts';
import type { Words } from '../words/words.ts';

type Value = string | number | boolean | readonly string[];

/** One thing that is known of a colleague. */
export function knownInWords(words: Words, field: string, value: Value): Markup | string {
  if (typeof value === 'boolean') return words.say(value ? 'terms.yesNo.yes' : 'terms.yesNo.no');
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') return field === 'howWeKnowThem' ? privateText(value) : value;
  return listed(words, value);
}
