import type { SuccessOf } from '../../api/ask.ts';
import { INBOUND_STATUSES } from '../../entities/inbound-mail.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { filters } from '../parts/filters.ts';
import { listPager } from '../parts/list-pager.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { tag } from '../parts/tag.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';

const WAITING = 'needs_check';
const ALL = 'all';

/** What came in by e-mail: what waits for a person, unless something else is asked for. */
export const inboundMailsPage = staffPage({
  address: '/inbound-mails',
  filters: ['status', 'cursor'],
  async show({ ask, words, query }) {
    const asked = statusAsked(query);
    const { cursor } = query;
    const { items, nextCursor, putAside } = await ask('GET /inbound-mails', {
      query: {
        named: 'true',
        ...(asked === ALL ? {} : { status: asked }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    const mails = list({
      id: 'mails',
      label: words.say('inboundMail.list'),
      rows: items.map((mail) => mailRow(mail, words)),
      empty: words.say(asked === WAITING ? 'inboundMail.empty' : 'inboundMail.noneLikeThis'),
    });
    const aside =
      asked === WAITING && putAside.count > 0
        ? markup`<p class="hint">${words.say('inboundMail.putAside', { count: putAside.count })} <a href="/inbound-mails?status=ignored">${words.say('inboundMail.putAside.look')}</a></p>`
        : null;
    const pages = listPager({ path: '/inbound-mails', query, nextCursor }, words);
    return {
      title: words.say('inboundMail.title'),
      body: markup`<p>${words.say('inboundMail.intro')}</p>${narrowings(asked, words)}${mails}${aside}${pages}`,
    };
  },
});

type Mail = SuccessOf<'GET /inbound-mails'>['items'][number];
type Words = PageAsked['words'];

function statusAsked({ status }: PageAsked['query']): (typeof INBOUND_STATUSES)[number] | typeof ALL {
  if (status === ALL) return ALL;
  return INBOUND_STATUSES.find((one) => one === status) ?? WAITING;
}

function narrowings(asked: string, words: Words): Markup {
  return filters(words.say('inboundMail.filters'), [
    { href: '/inbound-mails', words: words.say('inboundMail.waiting'), isCurrent: asked === WAITING },
    ...(['applied', 'settled', 'ignored'] as const).map((status) => ({
      href: `/inbound-mails?status=${status}`,
      words: words.say(`terms.inboundStatus.${status}`),
      isCurrent: asked === status,
    })),
    {
      href: `/inbound-mails?status=${ALL}`,
      words: words.say('inboundMail.all'),
      isCurrent: asked === ALL,
    },
  ]);
}

function mailRow(mail: Mail, words: Words): Markup {
  const id = `mail-${mail.id}`;
  const waits = mail.status === WAITING;
  const state = waits
    ? tag(words.say('inboundMail.waits'), 'warm')
    : tag(term(words, 'inboundStatus', mail.status));
  const who = mail.fromName ? named(mail.fromName) : markup`${words.say('inboundMail.gone.from')}`;
  const read = markup`<a${waits ? markup` class="button"` : null} href="/inbound-mails/${mail.id}" aria-describedby="${id}-title">${words.say('inboundMail.read')}</a>`;
  return row({
    id,
    clock: words.time(mail.receivedAt),
    title: who,
    body: markup`<p>${term(words, 'mailKind', mail.kind)}</p><p>${state}</p>`,
    acts: read,
  });
}
