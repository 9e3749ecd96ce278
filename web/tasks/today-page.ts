import { markup, type Markup } from '../../http/markup.ts';
import { Refusal } from '../../facts/refusal.ts';
import { deadline } from '../parts/clock.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { pager } from '../parts/pager.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import type { Values } from '../words/words.ts';
import { healthLine, nextWords } from './health-line.ts';
import { ROW_ACTS, type Task } from './task-acts.ts';
import { taskRow } from './task-row.ts';

/** The API's longest page; what is beyond is read by the pager. */
const MOST_ROWS = '200';

/** What is to be done now, by deadline (S34). */
export const todayPage = staffPage({
  address: '/today',
  filters: ['who', 'kind', 'when', 'number', 'cursor'],
  acts: ROW_ACTS,
  async show(asked) {
    const { ask, words, query } = asked;
    const { who, kind, when, number, cursor } = query;
    const found = await ask('GET /tasks', {
      query: {
        order: 'due',
        limit: MOST_ROWS,
        when: when === 'later' ? 'later' : 'today',
        ...(who === 'me' ? { assignee: 'me' as const } : {}),
        ...(kind === undefined ? {} : { kind: kind as Task['kind'] }), // oxlint-disable-line typescript/no-unsafe-type-assertion -- the route says what is no kind
        ...(number === undefined ? {} : { number }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    const health = await ask('GET /practice/health');
    const settled = await settledTask(asked, found.items);
    const rows = [...(settled ? [settled] : []), ...found.items];
    const last = settled ?? found.items.find(({ id }) => id === asked.said?.at);
    const todo = list({
      id: 'todo',
      label: words.say('tasks.list'),
      rows: rows.map((task) => taskRow(asked, task)),
      empty: nextWords(words, health),
      fresh: `${asked.address}${asked.address.includes('?') ? '&' : '?'}poll=1`,
    });
    return {
      title: words.say('tasks.today'),
      body: markup`${healthLine(words, health)}${views(asked, found.counts)}${todo}${more(asked, found.nextCursor)}`,
      ...(last ? { saidValues: valuesOf(asked, last) } : {}),
    };
  },
});

/** What was just done: it has left the list, and stays in sight with its opposite. */
async function settledTask({ ask, said }: PageAsked, items: readonly Task[]): Promise<Task | null> {
  if (!said?.at || items.some(({ id }) => id === said.at)) return null;
  return ask('GET /tasks/:id', { params: { id: said.at } }).catch((error: unknown) => {
    // harmless: what was done may have closed its task, and then there is nothing to show
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  });
}

/** A queued thanks goes then; what was put off comes back then. */
function valuesOf({ words }: PageAsked, { takeBackUntil, notBefore }: Task): Values {
  return {
    at: takeBackUntil ? words.moment(takeBackUntil) : '',
    until: notBefore ? deadline(words, notBefore) : '',
  };
}

function views({ words, query }: PageAsked, { mine, everybody, later }: Counts): Markup {
  const option = (href: string, label: string, isCurrent: boolean) => ({ href, words: label, isCurrent });
  return filters(words.say('tasks.filters'), [
    option('/today?who=me', words.say('tasks.mine', { count: mine }), query['who'] === 'me'),
    option('/today', words.say('tasks.everybodys', { count: everybody }), !query['who'] && !query['when']),
    option('/today?when=later', words.say('tasks.later', { count: later }), query['when'] === 'later'),
  ]);
}

type Counts = { mine: number; everybody: number; later: number };

function more({ words, address, query }: PageAsked, cursor: string | null): Markup | null {
  const url = new URL(address, 'http://here');
  if (cursor) url.searchParams.set('cursor', cursor);
  const next = cursor && { href: `${url.pathname}${url.search}`, words: words.say('frame.next') };
  const first = query['cursor'] === undefined ? null : { href: '/today', words: words.say('frame.first') };
  return pager({ label: words.say('frame.pages'), first, next: next || null });
}
