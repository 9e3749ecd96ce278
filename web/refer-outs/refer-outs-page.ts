import { markup, type Markup } from '../../http/markup.ts';
import { REFER_OUT_STATUSES } from '../../policy/refer-outs/refer-out-terms.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import { staffPage } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import type { ReferOut } from './refer-out-acts.ts';

const PATH = '/refer-outs';

/** Whoever is better served elsewhere, and how far that has come. */
export const referOutsPage = staffPage({
  address: '/refer-outs',
  filters: ['status', 'cursor'],
  async show({ ask, words, query }) {
    const { items, nextCursor } = await ask('GET /refer-outs', { query: { ...query, limit: '50' } });
    const current = query['status'];
    const options = [
      { href: PATH, words: words.say('referOuts.all'), isCurrent: current === undefined },
      ...REFER_OUT_STATUSES.map((status) => ({
        href: `${PATH}?status=${status}`,
        words: words.say(`terms.referOutStatus.${status}`),
        isCurrent: current === status,
      })),
    ];
    return {
      title: words.say('referOuts.title'),
      body: markup`${filters(words.say('referOuts.filter'), options)}${list({
        id: 'refer-outs',
        label: words.say('referOuts.title'),
        rows: items.map((one) => referOutRow(words, one)),
        empty: words.say('referOuts.none'),
      })}${listPager({ path: PATH, query, nextCursor }, words)}`,
    };
  },
});

function referOutRow(words: Words, { id, personName, toName, status, reason, createdAt }: ReferOut): Markup {
  const who = personName === null ? markup`${words.say('referOuts.somebody')}` : named(personName);
  const colleague =
    toName === null ? null : markup`<p>${words.rich('referOuts.to', { name: named(toName) })}</p>`;
  return row({
    id: `refer-out-${id}`,
    title: markup`<a href="/refer-outs/${id}">${who}</a> ${tag(words.say(`terms.referOutStatus.${status}`), status === 'choosing' ? 'warm' : 'plain')}`,
    body: markup`${colleague}<p class="hint">${words.say(`terms.referOutReason.${reason}`)} · ${words.time(createdAt)}</p>`,
  });
}
