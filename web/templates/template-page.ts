import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import { asTyped } from '../parts/as-typed.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { PREVIEW, previewPart } from './preview-part.ts';
import { proposedWords } from './proposed-words.ts';
import { acceptWords, declineWords, saveWords, sendTest, showPreview, useBuiltIn } from './template-acts.ts';
import { versionsPart } from './versions-part.ts';

export type Template = SuccessOf<'GET /templates/:id'>;

const LONGEST = 10_000;
const ROWS = 16;

/** The words of one template; how they read, and what speaks against them, stands beside them as one types. */
export const templatePage = staffPage({
  address: '/templates/:id',
  filters: ['cursor'],
  acts: [saveWords, useBuiltIn, showPreview, sendTest, acceptWords, declineWords],
  async show(asked) {
    const { ask, words, params, answerTo } = asked;
    const { say } = words;
    const id = params['id'] ?? '';
    const template = await ask('GET /templates/:id', { params: { id: idOf(id) } });
    const looked = answerTo(showPreview)?.answer;
    const shown =
      looked ?? (await ask('POST /templates/:id/preview', { params: { id: template.id }, body: {} }));
    const versions = await versionsPart(template, asked);
    return {
      title: say(`terms.template.${template.id}`),
      body: markup`<p><a href="/templates">${say('templates.back')}</a></p>${proposedWords(template, asked)}${facts(template, words)}<div class="beside"><div>${textForm(template, asked)}</div>${previewPart(shown, words)}</div>${versions}`,
      saidValues: { count: shown.findings.length },
    };
  },
});

/** The route says whether there is such a template. */
function idOf(id: string): Template['id'] {
  return id as Template['id']; // oxlint-disable-line typescript/no-unsafe-type-assertion -- 404 by the route where it is none
}

function facts({ form, subject, variables, lines }: Template, { say }: Words): Markup {
  const names = variables.map(
    ({ name, required }) =>
      markup`<li>${say(required ? 'templates.variable.required' : 'templates.variable.optional', { name: `{{ ${name} }}` })}</li>`,
  );
  const wanted = names.length === 0 ? null : markup`<p>${say('templates.variables')}</p><ul>${names}</ul>`;
  const meant =
    lines === undefined
      ? null
      : markup`<p>${say('templates.lines')}</p><ol>${lines.map((line) => markup`<li>${line}</li>`)}</ol>`;
  const fixed =
    subject === undefined
      ? null
      : summaryList([{ term: say('templates.subject'), detail: say('templates.subjectFixed', { subject }) }]);
  return markup`<p>${say(`terms.templateForm.${form}`)}</p>${fixed}${wanted}${meant}`;
}

function textForm({ id, source, isDefault }: Template, { words: { say }, form, me }: PageAsked): Markup {
  const proposes = onlyProposes(me.roles);
  const hidden: Record<string, string> = proposes ? { proposes: 'yes' } : {};
  const text = form(saveWords, {
    params: { id },
    label: say(proposes ? 'templates.propose' : 'templates.save'),
    kind: 'main',
    hidden,
    initial: { source },
    also: [
      { act: showPreview, label: say('templates.showPreview') },
      { act: sendTest, label: say('templates.test') },
    ],
    fields: (filled) =>
      asTyped({
        action: `/templates/${id}/preview`,
        target: PREVIEW,
        body: field(
          { name: 'source', type: 'lines', label: say('templates.text'), max: LONGEST, rows: ROWS },
          filled,
        ),
      }),
  });
  const back = isDefault
    ? null
    : form(useBuiltIn, { params: { id }, label: say('templates.builtInButton'), hidden });
  return markup`${text ?? markup`<div class="words">${source}</div>`}${folded(say('templates.builtIn'), back)}`;
}
