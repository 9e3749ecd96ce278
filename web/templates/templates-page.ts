import type { SuccessOf } from '../../api/ask.ts';
import { markup } from '../../http/markup.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

type Template = SuccessOf<'GET /templates'>['items'][number];

const FORMS = [
  ['mail', 'templates.mails'],
  ['block', 'templates.blocks'],
  ['page', 'templates.pages'],
] as const;

/** Everything that Kindword says in the practice's name. */
export const templatesPage = staffPage({
  address: '/templates',
  async show({ ask, words }) {
    const { say } = words;
    const { items } = await ask('GET /templates', { query: { limit: '200' } });
    const groups = FORMS.map(([form, title]) => {
      const templates = items.filter((one) => one.form === form);
      return markup`<section><h2>${say(title)}</h2>${summaryList(templates.map((one) => line(one, words)))}</section>`;
    });
    return { title: say('templates.title'), body: markup`<p>${say('templates.lead')}</p>${groups}` };
  },
});

function line({ id, isDefault, updatedAt }: Template, words: Words) {
  const { say, rich, time } = words;
  const when = updatedAt === undefined ? null : rich('templates.changed', { when: time(updatedAt) });
  return {
    term: markup`<a href="/templates/${id}">${say(`terms.template.${id}`)}</a>`,
    detail: markup`${say(isDefault ? 'templates.builtIn' : 'templates.own')}${when && markup`<br>${when}`}`,
  };
}
