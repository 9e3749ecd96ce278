import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { pager } from '../parts/pager.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import { section } from '../parts/section.ts';
import { tag } from '../parts/tag.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { monthInWords } from '../words/months.ts';
import { term } from '../words/term.ts';
import { professionalKinds } from './professional-form.ts';

/** Everybody who may send people to us or take people from us, the trusted first. */
export const professionalsPage = staffPage({
  address: '/professionals',
  filters: ['kind', 'trusted', 'cursor'],
  async show(asked) {
    const { words, query } = asked;
    const isFirst = query['cursor'] === undefined;
    const onlyTrusted = query['trusted'] === 'true';
    const trusted = onlyTrusted || isFirst ? await trustedOnes(asked, onlyTrusted) : null;
    const others = onlyTrusted ? null : await otherOnes(asked);
    return {
      title: words.say('professionals.list.title'),
      body: markup`${links(asked)}${narrowings(asked)}${trusted}${others}`,
    };
  },
});

type Professional = SuccessOf<'GET /professionals'>['items'][number];

const ALL = '200';
const A_PAGE = '50';

/** They are few, and stand together by their names; only where they are asked for alone do they come by pages. */
async function trustedOnes(asked: PageAsked, byPages: boolean): Promise<Markup | null> {
  const { ask, words, query } = asked;
  const { items, nextCursor } = await ask('GET /professionals', {
    query: {
      ...kindAsked(query),
      trusted: 'true',
      limit: byPages ? A_PAGE : ALL,
      ...cursorAsked(query, byPages),
    },
  });
  if (items.length === 0 && !byPages) return null;
  const rows = items
    .toSorted((one, other) => one.lastName.localeCompare(other.lastName, words.language))
    .map((one) => professionalRow(one, words));
  const empty = words.say('professionals.list.emptyTrusted');
  const all = list({ id: 'trusted', label: words.say('professionals.list.trustedOnes'), rows, empty });
  return section(
    'trusted-ones',
    words.say('professionals.list.trustedOnes'),
    markup`${all}${byPages ? pages(asked, nextCursor) : null}`,
  );
}

async function otherOnes(asked: PageAsked): Promise<Markup> {
  const { ask, words, query } = asked;
  const { items, nextCursor } = await ask('GET /professionals', {
    query: { ...kindAsked(query), trusted: 'false', limit: A_PAGE, ...cursorAsked(query, true) },
  });
  const all = list({
    id: 'others',
    label: words.say('professionals.list.others'),
    rows: items.map((one) => professionalRow(one, words)),
    empty: words.say('professionals.list.empty'),
  });
  return section(
    'other-ones',
    words.say('professionals.list.others'),
    markup`${all}${pages(asked, nextCursor)}`,
  );
}

function kindAsked({ kind }: PageAsked['query']) {
  return kind === undefined ? {} : { kind };
}

function cursorAsked({ cursor }: PageAsked['query'], byPages: boolean) {
  return cursor === undefined || !byPages ? {} : { cursor };
}

function professionalRow(one: Professional, words: PageAsked['words']): Markup {
  const { id, trusted, organisation, phone, email, lastConfirmedOn } = one;
  const kind = term(words, 'professionalKind', one.kind);
  const what = organisation === null ? kind : words.say('professionals.list.kindAt', { kind, organisation });
  const confirmed =
    lastConfirmedOn === null
      ? words.say('professionals.list.unconfirmed')
      : words.say('professionals.list.confirmed', {
          month: monthInWords(words, lastConfirmedOn.slice(0, 7)),
        });
  const ways = reach(phone, email);
  return row({
    id: `professional-${id}`,
    title: markup`<a href="/professionals/${id}">${named(one)}</a>`,
    body: markup`<p>${what}</p><p>${trusted ? markup`${tag(words.say('professionals.page.trusted'), 'good')} ` : null}<span class="hint">${confirmed}</span></p>`,
    acts: ways,
  });
}

function pages({ words, query }: PageAsked, nextCursor: string | null): Markup | null {
  const back =
    query['cursor'] === undefined
      ? null
      : { href: addressWith(query, null), words: words.say('frame.first') };
  const next =
    nextCursor === null ? null : { href: addressWith(query, nextCursor), words: words.say('frame.next') };
  return pager({ label: words.say('frame.pages'), first: back, next });
}

function addressWith({ kind, trusted }: PageAsked['query'], cursor: string | null): string {
  const search = new URLSearchParams();
  if (kind !== undefined) search.set('kind', kind);
  if (trusted !== undefined) search.set('trusted', trusted);
  if (cursor !== null) search.set('cursor', cursor);
  return search.size === 0 ? '/professionals' : `/professionals?${search.toString()}`;
}

function links({ words, may }: PageAsked): Markup {
  const week = may('GET /network')
    ? markup`<a href="/network">${words.say('professionals.list.week')}</a>`
    : null;
  return markup`<div class="acts"><a class="button" href="/professionals/new">${words.say('professionals.list.add')}</a>${week}</div>`;
}

function narrowings(asked: PageAsked): Markup {
  const { words, query } = asked;
  const { kind, trusted } = query;
  const to = (change: PageAsked['query']) => addressWith({ ...query, ...change }, null);
  const without = Object.fromEntries(Object.entries(query).filter(([name]) => name === 'kind'));
  const withoutKind = Object.fromEntries(Object.entries(query).filter(([name]) => name === 'trusted'));
  const whom = filters(words.say('professionals.list.filters'), [
    {
      href: addressWith(without, null),
      words: words.say('professionals.list.everybody'),
      isCurrent: trusted === undefined,
    },
    {
      href: to({ trusted: 'true' }),
      words: words.say('professionals.list.trusted'),
      isCurrent: trusted === 'true',
    },
  ]);
  const kinds = filters(words.say('professionals.list.kinds'), [
    {
      href: addressWith(withoutKind, null),
      words: words.say('professionals.list.everyKind'),
      isCurrent: kind === undefined,
    },
    ...professionalKinds(asked).map((one) => ({
      href: to({ kind: one }),
      words: term(words, 'professionalKind', one),
      isCurrent: kind === one,
    })),
  ]);
  return markup`${whom}${kinds}`;
}
