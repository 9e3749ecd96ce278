import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { SUPPRESSION_REASONS } from '../../policy/outbound-mail/suppression.ts';
import { filters } from '../parts/filters.ts';
import { listPager } from '../parts/list-pager.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';

const lift = act({
  does: 'DELETE /suppressions/:id',
  address: '/suppressions/:id/lift',
  said: 'suppressions.said.lifted',
});

/** Addresses that are not written to: why, who said so and until when; an owner lifts what may be lifted. */
export const suppressionsPage = staffPage({
  address: '/suppressions',
  filters: ['reason', 'cursor'],
  acts: [lift],
  async show(asked) {
    const { ask, words, query } = asked;
    const { cursor } = query;
    const reason = SUPPRESSION_REASONS.find((one) => one === query['reason']);
    const { items, nextCursor } = await ask('GET /suppressions', {
      query: { ...(reason === undefined ? {} : { reason }), ...(cursor === undefined ? {} : { cursor }) },
    });
    const standing = list({
      id: 'suppressions',
      label: words.say('suppressions.list'),
      rows: items.map((one) => suppressionRow(one, asked)),
      empty: words.say(reason === undefined ? 'suppressions.empty' : 'suppressions.noneLikeThis'),
    });
    return {
      title: words.say('suppressions.title'),
      body: markup`<p>${words.say('suppressions.intro')}</p>${reasons(asked)}${standing}${listPager({ path: '/suppressions', query, nextCursor }, words)}`,
    };
  },
});

type Suppression = SuccessOf<'GET /suppressions'>['items'][number];

function suppressionRow(one: Suppression, asked: PageAsked): Markup {
  const { words, form } = asked;
  const { email, since, until, source, reason, mayLift, mayLiftUntil } = one;
  const id = one.id ?? '';
  const rowId = `suppression-${id}`;
  const ends =
    until === null
      ? markup`${words.say('suppressions.forGood')}`
      : words.rich('suppressions.until', { until: words.time(until) });
  const liftable =
    mayLift && mayLiftUntil !== null
      ? markup`<p class="hint">${words.rich('suppressions.liftUntil', { until: words.time(mayLiftUntil) })}</p>`
      : null;
  return row({
    id: rowId,
    clock: since === null ? null : words.time(since),
    title: whose(one, asked),
    body: markup`<p>${term(words, 'suppression', reason)}</p><p>${reach(null, email)}</p><p class="hint">${source === null ? null : markup`${term(words, 'suppressionSource', source)}. `}${ends}</p>${liftable}`,
    acts: mayLift
      ? form(lift, { params: { id }, label: words.say('suppressions.lift'), describedBy: `${rowId}-title` })
      : null,
  });
}

/** Of an address that nobody on record has, only a hash is kept. */
function whose({ name, clientId, professionalId, staffId }: Suppression, { words, may }: PageAsked): Markup {
  if (name === null) return markup`${words.say('suppressions.nobody')}`;
  if (clientId !== null && may('GET /clients/:id'))
    return markup`<a href="/clients/${clientId}">${named(name)}</a>`;
  if (professionalId !== null && may('GET /professionals/:id'))
    return markup`<a href="/professionals/${professionalId}">${named(name)}</a>`;
  return staffId === null ? named(name) : words.rich('suppressions.worksHere', { name: named(name) });
}

function reasons({ words, query }: PageAsked): Markup {
  const { reason } = query;
  return filters(words.say('suppressions.filters'), [
    { href: '/suppressions', words: words.say('suppressions.all'), isCurrent: reason === undefined },
    ...SUPPRESSION_REASONS.map((one) => ({
      href: `/suppressions?reason=${one}`,
      words: term(words, 'suppressionShort', one),
      isCurrent: reason === one,
    })),
  ]);
}
