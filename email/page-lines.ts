import { pageText } from './page-text.ts';
import type { PageId } from './templates/catalogue.ts';
import type { Words } from './templates/words-of.ts';

/** The lines of a page's words by what they are for: `pageLines(words, PAGE_LINES.m5)('label')`. */
export async function pageLines<Name extends string>(
  words: Words<PageId>,
  names: readonly Name[],
): Promise<(name: Name) => string> {
  const text = await pageText(words, {});
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (name) => lines[names.indexOf(name)] ?? '';
}
