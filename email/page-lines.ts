import { renderText } from './render.ts';
import type { PageId } from './templates/catalogue.ts';
import type { Words } from './templates/words-of.ts';

/** The lines of a page's words by what they are for: `pageLines(words, PAGE_LINES.m5)('label')`. */
export function pageLines<Name extends string>(
  words: Words<PageId>,
  names: readonly Name[],
): (name: Name) => string {
  const lines = renderText(words, {})
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (name) => lines[names.indexOf(name)] ?? '';
}
