import type { Tx } from '../facts/transaction.ts';
import { pageLines } from '../email/page-lines.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { PAGE_LINES } from '../email/templates/pages.ts';
import { choices } from './parts/choices.ts';
import type { Filled } from './parts/filled.ts';
import { markup, type Markup } from '../http/markup.ts';

/** M23 as the practice words it. */
export type SurveyWords = (name: (typeof PAGE_LINES.m23)[number]) => string;

/** What each answer counts; people see the words alone. */
const ANSWERS = [
  { value: 'not-good', line: 'score_1', score: 1 },
  { value: 'not-so-good', line: 'score_2', score: 2 },
  { value: 'ok', line: 'score_3', score: 3 },
  { value: 'good', line: 'score_4', score: 4 },
  { value: 'very-good', line: 'score_5', score: 5 },
  { value: 'rather-not-say', line: 'rather_not_say', score: null },
] as const;

export async function surveyWords({ em, practiceId }: Tx): Promise<SurveyWords> {
  return pageLines(await liveWords(em, practiceId, 'm23'), PAGE_LINES.m23);
}

/** The one question: what is shown are words, never a number. */
export function surveyQuestion(words: SurveyWords, filled: Filled): Markup {
  const options = ANSWERS.map(({ value, line }) => ({ value, label: words(line) }));
  return choices({ name: 'answer', legend: markup`${words('question')}`, options }, filled);
}

/** What was chosen: a score, null for "I'd rather not say", or nothing yet. */
export function scoreOf(chosen: string | undefined): number | null | undefined {
  return ANSWERS.find(({ value }) => value === chosen)?.score;
}
