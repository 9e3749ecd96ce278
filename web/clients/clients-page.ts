import { markup, type Markup } from '../../http/markup.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { pager } from '../parts/pager.ts';
import { staffPage, type PageAsked, type Params } from '../staff-page.ts';
import { clientRow } from './client-row.ts';
import { practitionersOf, type Practitioner } from './practitioners.ts';
import { stageName } from './client-words.ts';
import { PHASES } from '../../policy/journeys/stage.ts';

/** Everybody who comes, or came, here; a practitioner sees their own. */
export const clientsPage = staffPage({
  address: '/clients',
  filters: ['practitioner', 'stage', 'waiting', 'cursor'],
  async show(asked) {
    const { ask, words, query } = asked;
    const { items, nextCursor } = await ask('GET /clients', { query: { limit: '50', ...wanted(query) } });
    const practitioners = await practitionersOf(ask);
    const clients = list({
      id: 'clients',
      label: words.say('clients.list'),
      rows: items.map((client) => clientRow(client, { words, practitioners })),
      empty: words.say(isNarrowed(query) ? 'clients.noneLikeThis' : 'clients.none'),
    });
    const { cursor: _, ...narrowed } = query;
    const pages = pager({
      label: words.say('frame.pages'),
      first:
        query['cursor'] === undefined ? null : { href: addressOf(narrowed), words: words.say('frame.first') },
      next: nextCursor
        ? { href: addressOf({ ...narrowed, cursor: nextCursor }), words: words.say('frame.next') }
        : null,
    });
    return {
      title: words.say('clients.title'),
      body: markup`${add(asked)}${narrowing(asked, practitioners)}${clients}${pages}`,
    };
  },
});

function add({ may, words }: PageAsked): Markup | null {
  if (!may('POST /clients')) return null;
  return markup`<p class="unprinted"><a class="button" href="/clients/new">${words.say('clients.new.open')}</a></p>`;
}

/** What an address asks for, as the API reads it. */
function wanted({ practitioner, stage, waiting, cursor }: Params) {
  return {
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(stage === undefined ? {} : { stage }),
    ...(waiting === 'true' ? { waiting: 'true' as const } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function isNarrowed({ practitioner, stage, waiting }: Params): boolean {
  return [practitioner, stage, waiting].some((filter) => filter !== undefined);
}

/** One line of links for each way to see fewer; they add up. */
function narrowing({ words, query, me }: PageAsked, practitioners: readonly Practitioner[]): Markup {
  const { cursor: _, ...narrowed } = query;
  const option = (filter: string, value: string | null, label: string) => {
    const { [filter]: now, ...others } = narrowed;
    const isCurrent = (now ?? null) === value;
    return {
      href: addressOf(value === null ? others : { ...others, [filter]: value }),
      words: label,
      isCurrent,
    };
  };
  const whose = [
    option('practitioner', null, words.say('clients.filter.everybodys')),
    ...practitioners.filter(({ active }) => active).map(({ id, name }) => option('practitioner', id, name)),
  ];
  const stages = [
    option('stage', null, words.say('clients.filter.everyStage')),
    ...PHASES.map((phase) => option('stage', phase, stageName(phase, words) ?? phase)),
  ];
  const waiting = [
    option('waiting', null, words.say('clients.filter.all')),
    option('waiting', 'true', words.say('clients.filter.waiting')),
  ];
  return markup`${me.ownOnly ? null : filters(words.say('clients.filter.whose'), whose)}
${filters(words.say('clients.filter.stage'), stages)}
${filters(words.say('clients.filter.what'), waiting)}`;
}

function addressOf(narrowed: Params): string {
  const search = new URLSearchParams(narrowed).toString();
  return search === '' ? '/clients' : `/clients?${search}`;
}
