import type { PageId } from './templates/catalogue.ts';
import { wordsOf, type Words } from './templates/words-of.ts';
import { CannotWrite, writeText } from './write.ts';

/** The words of a page; the built-in ones where the practice's own cannot be filled in, so that nobody finds a closed door. */
export async function pageText(words: Words<PageId>, context: unknown): Promise<string> {
  try {
    return await writeText(words, context);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    return writeText(wordsOf(words.id), context);
  }
}
