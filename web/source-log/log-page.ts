import { markup, type Markup } from '../../http/markup.ts';
import { dateField } from '../parts/date-field.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { pager } from '../parts/pager.ts';
import { row } from '../parts/row.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { hopsInWords, waitsForName, whichSource, type Line } from './line-words.ts';

/** The till receipt: every line with its number, the latest first, and what was put right beside what it puts right (S22). */
export const sourceLogPage = staffPage({
  address: '/source-log',
  filters: ['from', 'to', 'show', 'cursor'],
  async show(asked) {
    const { ask, words, query } = asked;
    const { cursor } = query;
    const { items, nextCursor } = await ask('GET /source-log', {
      query: {
        newestFirst: 'true',
        ...period(asked),
        ...(toNameOnly(query) ? { toName: 'true' as const } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    const lines = list({
      id: 'lines',
      label: words.say('sourceLog.lines'),
      rows: items.map((line) => lineRow(line, asked)),
      empty: words.say(emptyKey(query)),
    });
    const pages = pager({
      label: words.say('frame.pages'),
      first: cursor === undefined ? null : { href: addressOf(query, null), words: words.say('frame.first') },
      next:
        nextCursor === null ? null : { href: addressOf(query, nextCursor), words: words.say('frame.next') },
    });
    return {
      title: words.say('sourceLog.title'),
      body: markup`<p>${words.say('sourceLog.hint')}</p>${narrowings(asked)}${lines}${pages}${links(asked)}`,
    };
  },
});

type Query = PageAsked['query'];
const DAY = /^\d{4}-\d\d-\d\d$/;

function toNameOnly({ show }: Query): boolean {
  return show === 'to-name';
}

function emptyKey(query: Query) {
  if (toNameOnly(query)) return 'sourceLog.emptyToName';
  return query['from'] || query['to'] ? 'sourceLog.emptyPeriod' : 'sourceLog.empty';
}

/** The days asked for, as moments of the practice's zone; the last one is included. */
function period({ query, practice }: PageAsked): { from?: string; to?: string } {
  const at = (day: string | undefined, later: number): string | null => {
    if (day === undefined || !DAY.test(day)) return null;
    const start = Temporal.PlainDate.from(day, { overflow: 'constrain' }).add({ days: later });
    return start.toZonedDateTime(practice.timezone).toInstant().toString();
  };
  const [from, to] = [at(query['from'], 0), at(query['to'], 1)];
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

function addressOf(query: Query, cursor: string | null): string {
  const search = new URLSearchParams(
    Object.entries({ ...query, cursor: cursor ?? '' }).filter(([, value]) => value !== ''),
  );
  return search.size === 0 ? '/source-log' : `/source-log?${search.toString()}`;
}

function lineRow(line: Line, { words }: PageAsked): Markup {
  const { number, kind, corrects, correctedBy, sourceKind, channel, receivedAt } = line;
  const id = `line-${number}`;
  const which = whichSource(line);
  const hops = hopsInWords(line, words);
  const href = `/source-log/${number}`;
  const notes = [
    corrects === null ? null : words.say('sourceLog.corrects', { number: corrects }),
    correctedBy === null ? null : words.say('sourceLog.corrected', { number: correctedBy }),
  ].flatMap((note) => (note === null ? [] : markup`<p class="hint">${note}</p>`));
  const act = waitsForName(line)
    ? markup`<a class="button" href="${href}" aria-describedby="${id}-title">${words.say('sourceLog.name')}</a>`
    : markup`<a href="${href}" aria-describedby="${id}-title">${words.say('sourceLog.correct')}</a>`;
  return row({
    id,
    clock: words.time(new Date(receivedAt)),
    title: words.say('sourceLog.number', { number }),
    body: markup`<p>${term(words, 'lineKind', kind)} · ${term(words, 'sourceKind', sourceKind)}${which && markup`: ${which}`} · ${term(words, 'channel', channel)}</p>${hops === null ? null : markup`<p>${words.say('sourceLog.line.hops')}: ${hops}</p>`}${notes}`,
    acts: correctedBy === null ? act : null,
  });
}

function narrowings({ words, query }: PageAsked): Markup {
  const { from = '', to = '' } = query;
  const days = { from, to };
  const which = filters(words.say('sourceLog.filters'), [
    {
      href: addressOf(days, null),
      words: words.say('sourceLog.all'),
      isCurrent: !toNameOnly(query),
    },
    {
      href: addressOf({ ...days, show: 'to-name' }, null),
      words: words.say('sourceLog.toName'),
      isCurrent: toNameOnly(query),
    },
  ]);
  const filled = { fields: days, faults: {}, prefix: 'log-' };
  const show = toNameOnly(query) ? markup`<input type="hidden" name="show" value="to-name">` : null;
  const fields = markup`${dateField({ name: 'from', label: words.say('sourceLog.from') }, filled)}${dateField({ name: 'to', label: words.say('sourceLog.to') }, filled)}`;
  return markup`${which}<form method="get" class="span" novalidate>${show}${fields}<button class="quiet">${words.say('sourceLog.show')}</button></form>`;
}

/** The file holds what the page would show in this time, all of it. */
function links(asked: PageAsked): Markup {
  const { words, may } = asked;
  const search = new URLSearchParams({ as: 'csv', ...period(asked) });
  const spend = may('GET /spend') ? markup`<a href="/spend">${words.say('sourceLog.spend')}</a>` : null;
  return markup`<div class="acts"><a href="/api/v1/source-log?${search.toString()}" download="source-log.csv">${words.say('sourceLog.csv')}</a><a href="/sources">${words.say('sourceLog.sources')}</a>${spend}</div>`;
}
