import { markup, type Markup } from '../../http/markup.ts';
import { listPager } from '../parts/list-pager.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Template } from './template-page.ts';

/** The words that the practice ever chose, each a page. */
export async function versionsPart({ id }: Template, { ask, words, query }: PageAsked): Promise<Markup> {
  const { say, time } = words;
  const { cursor } = query;
  const { items, nextCursor } = await ask('GET /templates/:id/versions', {
    params: { id },
    query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) },
  });
  const lines = items.map(
    ({ number, createdAt, isDefault }) =>
      markup`<li><a href="/templates/${id}/versions/${number}">${say('templates.version', { number })}</a> · ${time(createdAt)}${isDefault ? markup` · ${say('templates.builtIn')}` : null}</li>`,
  );
  const shown =
    lines.length === 0
      ? markup`<p class="empty">${say('templates.noVersions')}</p>`
      : markup`<ul>${lines}</ul>`;
  return markup`<section><h2>${say('templates.versions')}</h2>${shown}${listPager({ path: `/templates/${id}`, query, nextCursor }, words)}</section>`;
}
