import type { Tx } from '../facts/transaction.ts';
import { pageLines } from '../email/page-lines.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { PAGE_LINES } from '../email/templates/pages.ts';
import { markup, type Markup } from './markup.ts';

/** M5 as the practice words it, and which wording that is. */
export type ConsentWords = { label: string; smallPrint: Markup; version: string };

export async function consentWords({ em, practiceId }: Tx): Promise<ConsentWords> {
  const words = await liveWords(em, practiceId, 'm5');
  const line = pageLines(words, PAGE_LINES.m5);
  return {
    label: line('label'),
    smallPrint: markup`<p><small>${line('small_print')}</small></p>`,
    version: words.version,
  };
}
