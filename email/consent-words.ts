import type { EntityManager } from '@mikro-orm/postgresql';
import { pageLines } from './page-lines.ts';
import { liveWords } from './templates/live-words.ts';
import { PAGE_LINES } from './templates/pages.ts';

/** The request for consent to prompts (M5) as the practice words it, and which version that is. */
export type ConsentWords = { label: string; smallPrint: string; version: string };

export async function consentWords({
  em,
  practiceId,
}: {
  em: EntityManager;
  practiceId: string;
}): Promise<ConsentWords> {
  const words = await liveWords(em, practiceId, 'm5');
  const line = await pageLines(words, PAGE_LINES.m5);
  return { label: line('label'), smallPrint: line('small_print'), version: words.version };
}
