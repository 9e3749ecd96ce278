import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { pager } from '../parts/pager.ts';
import { section } from '../parts/section.ts';
import { summaryList } from '../parts/summary-list.ts';
import { table } from '../parts/table.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { broadcastState, countsInWords, type Broadcast } from './broadcasts-page.ts';
import { personOnList } from './person.ts';

const pause = act({ does: 'POST /broadcasts/:id/pause', said: 'broadcasts.said.paused' });
const resume = act({ does: 'POST /broadcasts/:id/resume', said: 'broadcasts.said.resumed' });
const cancel = act({ does: 'POST /broadcasts/:id/cancel', said: 'broadcasts.said.cancelled' });

/** One thing that goes to many: how far it has come, who is on its list, and that it can rest or end. */
export const broadcastPage = staffPage({
  address: '/broadcasts/:id',
  filters: ['cursor'],
  acts: [pause, resume, cancel],
  async show(asked) {
    const { ask, words, params, query } = asked;
    const { id = '' } = params;
    const { cursor } = query;
    const one = await ask('GET /broadcasts/:id', { params: { id } });
    const recipients = await ask('GET /broadcasts/:id/recipients', {
      params: { id },
      query: cursor === undefined ? {} : { cursor },
    });
    return {
      title: term(words, 'broadcastKind', one.kind),
      body: markup`${facts(one, asked)}${acts(one, asked)}${listed(id, recipients, asked)}`,
    };
  },
});

function facts(one: Broadcast, { words }: PageAsked): Markup {
  const { perDay, createdAt, endedAt, counts } = one;
  const begun = words.say('broadcasts.begun', { day: words.day(new Date(createdAt)) });
  const ended =
    endedAt === null ? [] : [words.say('broadcasts.ended', { day: words.day(new Date(endedAt)) })];
  const unknown =
    counts.unknown === 0 ? null : markup` ${words.say('broadcasts.unknown', { count: counts.unknown })}`;
  return summaryList([
    { term: words.say('broadcasts.page.status'), detail: broadcastState(one, words) },
    {
      term: words.say('broadcasts.page.how'),
      detail: markup`${countsInWords(one, words)}${unknown}`,
    },
    { term: words.say('broadcasts.page.paceTerm'), detail: words.say('broadcasts.page.pace', { perDay }) },
    {
      term: words.say('broadcasts.page.when'),
      detail: markup`${[begun, ...ended].map((text) => markup`<div>${text}</div>`)}`,
    },
  ]);
}

function acts({ id, status }: Broadcast, { words, form }: PageAsked): Markup | null {
  if (status === 'done' || status === 'cancelled') return null;
  const turn =
    status === 'running'
      ? form(pause, { params: { id }, label: words.say('broadcasts.page.pause'), kind: 'main' })
      : form(resume, { params: { id }, label: words.say('broadcasts.page.resume'), kind: 'main' });
  const end = form(cancel, { params: { id }, label: words.say('broadcasts.page.cancel') });
  return markup`<div class="acts">${turn}${end}<span class="hint">${words.say('broadcasts.page.cancel.hint')}</span></div>`;
}

type Recipients = SuccessOf<'GET /broadcasts/:id/recipients'>;

function listed(id: string, { items, nextCursor }: Recipients, { words, query }: PageAsked): Markup {
  const heading = words.say('broadcasts.page.recipients');
  if (items.length === 0)
    return section('list', heading, markup`<p>${words.say('broadcasts.page.none')}</p>`);
  const all = table({
    caption: heading,
    columns: [
      { head: words.say('broadcasts.new.who') },
      { head: words.say('broadcasts.page.state') },
      { head: words.say('broadcasts.page.when') },
    ],
    rows: items.map((one) => [personOnList(one, words), stateOf(one, words), whenOf(one, words)]),
  });
  const pages = pager({
    label: words.say('frame.pages'),
    first:
      query['cursor'] === undefined ? null : { href: `/broadcasts/${id}`, words: words.say('frame.first') },
    next:
      nextCursor === null
        ? null
        : { href: `/broadcasts/${id}?cursor=${nextCursor}`, words: words.say('frame.next') },
  });
  return section('list', heading, markup`${all}${pages}`);
}

type Recipient = Recipients['items'][number];

function stateOf({ status, why }: Recipient, words: PageAsked['words']): Markup {
  const because = why === undefined ? null : markup`<div class="hint">${term(words, 'leftOut', why)}</div>`;
  return markup`${term(words, 'recipientStatus', status)}${because}`;
}

function whenOf({ sentAt, dueAt }: Recipient, words: PageAsked['words']): Markup | string | null {
  if (sentAt !== undefined) return words.time(new Date(sentAt));
  return dueAt === undefined
    ? null
    : words.say('broadcasts.page.due', { when: words.moment(new Date(dueAt)) });
}
