import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { table } from '../parts/table.ts';
import type { PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';

const WEEK_DAYS = 7;
const MOST = '200';

type Message = SuccessOf<'GET /messages'>['items'][number];

/** What would have gone today, and what is planned for the next seven days, by day and kind; no name is on it. */
export async function nextWeekStep({ ask, may, words }: PageAsked): Promise<Markup> {
  const { say } = words;
  if (!may('GET /messages')) return markup`<p>${say('setUp.nextWeek.desk')}</p>`;
  const rehearsed = (await ask('GET /messages', { query: { status: 'would_send', limit: MOST } })).items;
  const waiting = (await ask('GET /messages', { query: { status: 'queued', limit: MOST } })).items;
  const today = rehearsed.filter(({ dueAt }) => words.daysAhead(dueAt) === 0).length;
  const coming = waiting
    .filter(({ dueAt }) => words.daysAhead(dueAt) <= WEEK_DAYS)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const all = markup`<p><a href="/messages">${say('setUp.nextWeek.messages')}</a></p>`;
  const sentence = markup`<p>${say('setUp.nextWeek.sentence', { today, coming: coming.length })}</p>`;
  if (coming.length === 0) return markup`${sentence}<p class="empty">${say('setUp.nextWeek.none')}</p>${all}`;
  const rows = coming.map((message) => [
    markup`<a href="/messages/${message.id}">${kindOf(message, words)}</a>`,
    words.time(message.dueAt),
  ]);
  const columns = [{ head: say('setUp.nextWeek.what') }, { head: say('setUp.nextWeek.when') }];
  return markup`${sentence}${table({ caption: say('setUp.nextWeek.caption'), columns, rows })}${all}`;
}

function kindOf({ carrier, purpose }: Message, words: PageAsked['words']): string {
  return carrier ? term(words, 'carrier', carrier) : term(words, 'purpose', purpose);
}
