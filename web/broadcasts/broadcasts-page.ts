import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { pager } from '../parts/pager.ts';
import { row } from '../parts/row.ts';
import { tag, type Tone } from '../parts/tag.ts';
import { staffPage } from '../staff-page.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';

export type Broadcast = SuccessOf<'GET /broadcasts/:id'>;

/** What went, and goes, to many. */
export const broadcastsPage = staffPage({
  address: '/broadcasts',
  filters: ['cursor'],
  async show({ ask, words, may, query }) {
    const { cursor } = query;
    const { items, nextCursor } = await ask('GET /broadcasts', {
      query: cursor === undefined ? {} : { cursor },
    });
    const all = list({
      id: 'broadcasts',
      label: words.say('broadcasts.list.label'),
      rows: items.map((one) => broadcastRow(one, words)),
      empty: words.say('broadcasts.list.empty'),
    });
    const begin = may('POST /broadcasts')
      ? markup`<div class="acts"><a class="button" href="/broadcasts/new">${words.say('broadcasts.list.new')}</a></div>`
      : null;
    const pages = pager({
      label: words.say('frame.pages'),
      first: cursor === undefined ? null : { href: '/broadcasts', words: words.say('frame.first') },
      next:
        nextCursor === null
          ? null
          : { href: `/broadcasts?cursor=${nextCursor}`, words: words.say('frame.next') },
    });
    return { title: words.say('broadcasts.list.title'), body: markup`${begin}${all}${pages}` };
  },
});

const TONES: Readonly<Record<Broadcast['status'], Tone>> = {
  running: 'good',
  paused: 'warm',
  done: 'plain',
  cancelled: 'plain',
};

/** Its state in a word. */
export function broadcastState({ status }: Broadcast, words: Words): Markup {
  return tag(term(words, 'broadcastStatus', status), TONES[status]);
}

/** How far one has come, in a sentence. */
export function countsInWords({ counts }: Broadcast, words: Words): string {
  const { sent, waiting, leftOut } = counts;
  return words.say('broadcasts.counts', { sent, waiting, leftOut });
}

function broadcastRow(one: Broadcast, words: Words): Markup {
  const { id, kind, createdAt } = one;
  return row({
    id: `broadcast-${id}`,
    clock: words.say('broadcasts.begun', { day: words.day(new Date(createdAt)) }),
    title: markup`<a href="/broadcasts/${id}">${term(words, 'broadcastKind', kind)}</a>`,
    body: markup`<p>${countsInWords(one, words)}</p>`,
    acts: broadcastState(one, words),
  });
}
