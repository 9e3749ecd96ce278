import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { table } from '../parts/table.ts';
import { staffPage } from '../staff-page.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

type File = SuccessOf<'GET /imports/files'>['items'][number];

/** The files that its reader sent, and what became of them. */
export const importsPage = staffPage({
  address: '/imports',
  async show({ ask, may, words }) {
    const { say } = words;
    const { items } = await ask('GET /imports/files');
    const exports = may('GET /exports/clients')
      ? markup`<p><a href="/exports">${say('imports.exports')}</a></p>`
      : null;
    const files =
      items.length === 0
        ? markup`<p class="empty">${say('imports.none')}</p>`
        : table({
            caption: say('imports.list'),
            columns: [
              { head: say('imports.what') },
              { head: say('imports.when') },
              { head: say('imports.rows'), isNumber: true },
              { head: say('imports.state') },
            ],
            rows: items.map((file) => rowOf(file, words)),
          });
    return {
      title: say('imports.title'),
      body: markup`<p>${say('imports.lead')}</p><p><a class="button" href="/imports/new">${say('imports.new')}</a></p>${files}${exports}`,
    };
  },
});

function rowOf({ id, what, createdAt, importedAt, counts }: File, words: Words): (Markup | string)[] {
  const state = importedAt === null ? 'imports.notYet' : 'imports.done';
  return [
    markup`<a href="/imports/${id}">${term(words, 'importFile', what)}</a>`,
    words.time(importedAt ?? createdAt),
    counts ? words.number(counts.rows) : '',
    words.say(state),
  ];
}
