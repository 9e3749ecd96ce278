import type { Finding } from './lint-findings.ts';
import { lintTemplate } from './lint.ts';
import { renderText } from './render.ts';
import type { TemplateId } from './templates/catalogue.ts';

export type WordsJob =
  | { do: 'render'; id: TemplateId; source: string; context: unknown }
  | { do: 'lint'; id: TemplateId; source: string };

/** `failed` tells nothing of the words: they may hold names. */
export type WordsAnswer =
  | { did: 'render'; text: string }
  | { did: 'lint'; findings: Finding[] }
  | { did: 'failed' };

/** What the thread for words of practices does. */
export function doWordsJob(job: WordsJob): WordsAnswer {
  try {
    return job.do === 'render'
      ? { did: 'render', text: renderText(job, job.context) }
      : { did: 'lint', findings: lintTemplate(job.id, job.source) };
  } catch {
    // harmless: whoever asked makes it a CannotWrite
    return { did: 'failed' };
  }
}
