import { isWordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';

/** Integer minor units of a currency; a dash where there is no figure. */
export function moneyOrDash(minor: number | null, currency: string, { money }: Words): string {
  return minor === null ? '–' : money(minor, currency);
}

/** "few" where a figure is withheld, a dash where there is none. */
export function countInWords(count: number | null | undefined, { say, number }: Words): string {
  if (count === undefined) return '–';
  return count === null ? say('reviews.few') : number(count);
}

type Group = 'reports.value' | 'reviews.cause' | 'reviews.todo' | 'reviews.suggests' | 'reviews.reach';

/** What a frozen review calls by a name of the program (a step, a kind of source), in words; of before it had words, as it is. */
export function termInWords(group: Group, name: string, { say }: Words): string {
  const key = `${group}.${name}`;
  return isWordKey(key) ? say(key) : name.replaceAll('_', ' ');
}
