import { markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import { staffPage } from '../staff-page.ts';
import { saveWords } from './template-acts.ts';
import type { Template } from './template-page.ts';

const MOST = '200';

/** Words as they once were, and a way to use them again. */
export const templateVersionPage = staffPage({
  address: '/templates/:id/versions/:version',
  async show({ ask, words, params, form, me }) {
    const { say, rich, time } = words;
    const id = params['id'] as Template['id']; // oxlint-disable-line typescript/no-unsafe-type-assertion -- 404 by the route where it is none
    const { items } = await ask('GET /templates/:id/versions', { params: { id }, query: { limit: MOST } });
    const version = items.find(({ number }) => String(number) === params['version']);
    if (!version) throw new Problem(404, 'There is no such version.');
    const { number, source, createdAt } = version;
    const use = form(saveWords, {
      params: { id },
      label: say('templates.useAgain'),
      hidden: { source, ...(onlyProposes(me.roles) ? { proposes: 'yes' } : {}) },
    });
    return {
      title: say('templates.versionOf', { template: say(`terms.template.${id}`), number }),
      body: markup`<p><a href="/templates/${id}">${say('templates.back')}</a></p><p>${rich('templates.versionBy', { when: time(createdAt) })}</p><div class="words">${source.trim()}</div>${use}`,
    };
  },
});
