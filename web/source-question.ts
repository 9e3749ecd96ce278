import { z } from 'zod';
import type { Tx } from '../facts/transaction.ts';
import { pageLines } from '../email/page-lines.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { PAGE_LINES } from '../email/templates/pages.ts';
import type { SourceAnswer } from '../policy/source-log/source-kinds.ts';
import { SOURCE_LINES } from '../policy/source-log/source-question.ts';

/** M4 as the practice words it, and which wording that is. */
export type SourceWords = { m4: (name: (typeof PAGE_LINES.m4)[number]) => string; version: string };

/** One of the lines of M4. */
export const SourceLine = z.literal(SOURCE_LINES.map(({ name }) => name));

/** " – which surgery?": what a line asks besides, where it asks something. */
const FURTHER_QUESTION = /\s*[–—-]\s[^–—]*\?$/;

export async function sourceWords({ em, practiceId }: Tx): Promise<SourceWords> {
  const words = await liveWords(em, practiceId, 'm4');
  return { m4: await pageLines(words, PAGE_LINES.m4), version: words.version };
}

/** Its lines, to choose one of them. */
export function sourceOptions({ m4 }: SourceWords): { value: string; label: string }[] {
  return SOURCE_LINES.map(({ name }) => ({ value: name, label: m4(name) }));
}

/** The same without what they ask besides, where there is no room for an answer to it. */
export function shortSourceOptions(words: SourceWords): { value: string; label: string }[] {
  return sourceOptions(words).map(({ value, label }) => ({ value, label: withoutQuestion(label) }));
}

/** What was chosen, and said besides, as it is kept: in words, and as the log counts it. */
export function sourceTold(
  { m4 }: SourceWords,
  chosen: z.output<typeof SourceLine>,
  which?: string,
): { answer: string; sourceKind: SourceAnswer } {
  const line = withoutQuestion(m4(chosen));
  const kind = SOURCE_LINES.find(({ name }) => name === chosen)?.kind ?? 'other';
  return { answer: which === undefined ? line : `${line}: ${which}`, sourceKind: kind };
}

function withoutQuestion(label: string): string {
  return label.replace(FURTHER_QUESTION, '');
}
