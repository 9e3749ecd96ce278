import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { summaryList } from '../parts/summary-list.ts';
import type { Words } from '../words/words.ts';

export const PREVIEW = 'preview';

type Preview = SuccessOf<'POST /templates/:id/preview'>;

/** How words read with made-up names, and what speaks against them. */
export function previewPart({ subject, text, words: count, findings }: Preview, { say }: Words): Markup {
  const found = findings.map(({ line, message }) =>
    line === null
      ? markup`<li>${message}</li>`
      : markup`<li>${say('templates.finding', { line, message })}</li>`,
  );
  const lead =
    subject === undefined ? null : summaryList([{ term: say('templates.subject'), detail: subject }]);
  const shown =
    text === ''
      ? markup`<p>${say('templates.cannotShow')}</p>`
      : markup`${lead}<div class="words">${text.trim()}</div><p class="hint">${say('templates.previewHint')} ${say('templates.wordCount', { count })}</p>`;
  return markup`<section id="${PREVIEW}" aria-labelledby="preview-title"><h2 id="preview-title">${say('templates.preview')}</h2>
${found.length === 0 ? markup`<p>${say('templates.noFindings')}</p>` : markup`<h3>${say('templates.findings')}</h3><ul>${found}</ul>`}
${shown}</section>`;
}
