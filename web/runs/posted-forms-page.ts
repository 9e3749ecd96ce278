import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { privateText } from '../parts/private-text.ts';
import { row } from '../parts/row.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { isWordKey } from '../words/catalogue.ts';

const again = act({ does: 'POST /posted-forms/:id/again', said: 'runs.said.again' });

/** What came through a public form and could not be taken in, as it was typed. */
export const postedFormsPage = staffPage({
  address: '/posted-forms',
  filters: ['cursor'],
  acts: [again],
  async show(asked) {
    const { ask, query, words } = asked;
    const { say } = words;
    const { items, nextCursor } = await ask('GET /posted-forms', {
      query: { limit: '50', cursor: query['cursor'] },
    });
    const forms = list({
      id: 'forms',
      label: say('runs.forms.title'),
      rows: items.map((form) => formRow(form, asked)),
      empty: say('runs.forms.none'),
    });
    return {
      title: say('runs.forms.title'),
      body: markup`<p>${say('runs.forms.lead')}</p>${forms}${listPager({ path: '/posted-forms', query, nextCursor }, words)}`,
    };
  },
});

type Form = SuccessOf<'GET /posted-forms'>['items'][number];

function formRow({ id, form: kind, said: typed, postedAt, keptUntil }: Form, asked: PageAsked): Markup {
  const { words, form, said } = asked;
  const { say, rich, time, day } = words;
  const name = `runs.form.${kind}`;
  const lines = Object.entries(typed).flatMap(([, value]) =>
    typeof value === 'string' && value !== '' ? [markup`${privateText(value)}<br>`] : [],
  );
  return row({
    id: `form-${id}`,
    clock: rich('runs.forms.postedAt', { at: time(postedAt) }),
    title: isWordKey(name) ? say(name) : kind,
    body: markup`<p>${lines}</p><p class="hint">${say('runs.forms.keptUntil', { day: day(keptUntil) })}</p>`,
    acts: form(again, {
      params: { id },
      label: say('runs.forms.again'),
      kind: 'main',
      describedBy: `form-${id}-title`,
    }),
    hasFocus: said?.at === id,
  });
}
