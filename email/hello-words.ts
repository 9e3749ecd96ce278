import type { EntityManager } from '@mikro-orm/postgresql';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';
import { liveWords } from './templates/live-words.ts';
import { wordsOf, type Words } from './templates/words-of.ts';
import { CannotWrite, writeText } from './write.ts';

/** Whom it is for, who says it, and what is said of the practice's places by the way. */
export type Hello = { first: string; signer: string; capacityLine: string | null };

/** Stands for the link under an e-mail; whatever line holds it is left out. */
const NO_LINK = 'https://no-link.invalid/';

/**
 * A hello to each of these colleagues (M15, in the practice's words), to say or write oneself: what an e-mail would say
 * without the link under it. The built-in words where the practice's own cannot be filled in.
 */
export async function helloWords(
  em: EntityManager,
  practiceId: string,
  hellos: readonly Hello[],
): Promise<string[]> {
  if (hellos.length === 0) return [];
  const builtIn = wordsOf(TEMPLATE.quietSource);
  const words = await orElse(liveWords(em, practiceId, TEMPLATE.quietSource), builtIn);
  return Promise.all(
    hellos.map(async (hello) => {
      const own = await orElse(inWords(words, hello), '');
      return own === '' ? inWords(builtIn, hello) : own;
    }),
  );
}

async function inWords(words: Words, { first, signer, capacityLine }: Hello): Promise<string> {
  const line = capacityLine === null ? {} : { capacity_line: capacityLine };
  const text = await writeText(words, { first, signer, ...line, opt_out: NO_LINK });
  return text
    .split('\n')
    .filter((one) => !one.includes(NO_LINK))
    .join('\n')
    .trim();
}

async function orElse<T>(made: Promise<T>, instead: T): Promise<T> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof CannotWrite) return instead;
    throw error;
  }
}
