import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { field } from '../parts/field.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { pager } from '../parts/pager.ts';
import { row } from '../parts/row.ts';
import { section } from '../parts/section.ts';
import { select } from '../parts/select.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { term, termOptions } from '../words/term.ts';

const addSource = act({
  does: 'POST /sources',
  address: '/sources',
  said: 'sources.said.added',
  to: () => '/sources',
});
const renameSource = act({ does: 'PATCH /sources/:id', said: 'sources.said.renamed' });

/** Which surgery, which episode, which directory: the names that lines of the source log lead to (S25). */
export const sourcesPage = staffPage({
  address: '/sources',
  filters: ['kind', 'cursor'],
  acts: [addSource, renameSource],
  async show(asked) {
    const { ask, words, query } = asked;
    const kind = SOURCE_KINDS.find((one) => one === query['kind']);
    const { cursor } = query;
    const { items, nextCursor } = await ask('GET /sources', {
      query: { ...(kind === undefined ? {} : { kind }), ...(cursor === undefined ? {} : { cursor }) },
    });
    const all = list({
      id: 'sources',
      label: words.say('sources.list'),
      rows: items.map((source) => sourceRow(source, asked)),
      empty: words.say('sources.empty'),
    });
    const pages = pager({
      label: words.say('frame.pages'),
      first: cursor === undefined ? null : { href: addressOf(kind, null), words: words.say('frame.first') },
      next:
        nextCursor === null ? null : { href: addressOf(kind, nextCursor), words: words.say('frame.next') },
    });
    return {
      title: words.say('sources.title'),
      body: markup`<p>${words.say('sources.hint')}</p>${kinds(kind, asked)}${all}${pages}${addForm(asked)}`,
    };
  },
});

type Source = SuccessOf<'GET /sources'>['items'][number];

function addressOf(kind: string | undefined, cursor: string | null): string {
  const search = new URLSearchParams({ ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) });
  return search.size === 0 ? '/sources' : `/sources?${search.toString()}`;
}

function kinds(kind: string | undefined, { words }: PageAsked): Markup {
  const every = { href: '/sources', words: words.say('sources.every'), isCurrent: kind === undefined };
  const each = SOURCE_KINDS.map((one) => ({
    href: addressOf(one, null),
    words: term(words, 'sourceKind', one),
    isCurrent: kind === one,
  }));
  return filters(words.say('sources.filters'), [every, ...each]);
}

function sourceRow(source: Source, { words, form, said }: PageAsked): Markup {
  const { id, kind, clientId, professionalId } = source;
  const name = source.name ?? '';
  const rowId = `source-${id}`;
  const isPerson = clientId !== null || professionalId !== null;
  const href = clientId === null ? `/professionals/${professionalId ?? ''}` : `/clients/${clientId}`;
  return row({
    id: rowId,
    title: isPerson ? markup`<a href="${href}">${named(name)}</a>` : name,
    body: markup`<p>${term(words, 'sourceKind', kind)}</p>`,
    acts: form(renameSource, {
      params: { id },
      row: rowId,
      label: words.say('sources.rename'),
      describedBy: `${rowId}-title`,
      initial: { name },
      fields: (filled) => field({ name: 'name', label: words.say('sources.name'), max: 200 }, filled),
    }),
    hasFocus: said?.at === id,
  });
}

function addForm({ words, form, query }: PageAsked): Markup | null {
  const add = form(addSource, {
    label: words.say('sources.add'),
    kind: 'main',
    initial: { kind: query['kind'] },
    fields: (filled) =>
      markup`${select(
        {
          name: 'kind',
          label: words.say('sources.kind'),
          blank: words.say('sources.kind.blank'),
          options: termOptions(words, 'sourceKind', SOURCE_KINDS),
        },
        filled,
      )}${field({ name: 'name', label: words.say('sources.name'), max: 200 }, filled)}`,
  });
  return add && section('add', words.say('sources.add'), add);
}
