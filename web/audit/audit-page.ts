import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { ACTORS } from '../../entities/audit-entry.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { askingForm } from '../parts/form.ts';
import { listPager } from '../parts/list-pager.ts';
import { select } from '../parts/select.ts';
import { table } from '../parts/table.ts';
import { staffPage, type PageAsked, type Params } from '../staff-page.ts';
import { pageOfRecord } from './page-of-record.ts';

type Entry = SuccessOf<'GET /audit'>['items'][number];

/** Who did what to which record: ids, times and names of fields. */
export const auditPage = staffPage({
  address: '/audit',
  filters: ['actor', 'action', 'entity', 'id', 'who', 'from', 'to', 'cursor'],
  async show(asked) {
    const { ask, words, query } = asked;
    const { say } = words;
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
    const { items, nextCursor } = await ask('GET /audit', {
      query: { limit: '50', ...given, ...bounds(given, asked.practice.timezone) },
    });
    const columns = ['at', 'actor', 'action', 'entity', 'record', 'fields'] as const;
    const found =
      items.length === 0
        ? markup`<p class="empty">${say('audit.none')}</p>`
        : table({
            caption: say('audit.list'),
            columns: columns.map((column) => ({ head: say(`audit.column.${column}`) })),
            rows: items.map((entry) => cellsOf(entry, asked)),
          });
    return {
      title: say('audit.title'),
      body: markup`<p>${say('audit.lead')}</p>${asking(given, asked)}${found}${listPager({ path: '/audit', query: given, nextCursor }, words)}`,
    };
  },
});

function cellsOf(entry: Entry, { words, may, query }: PageAsked) {
  const { at, actor, staffId, link, action, entity, entityId, fields } = entry;
  const who = staffId === null ? (link?.purpose ?? null) : shortOf(staffId);
  const byWho =
    staffId === null
      ? markup`${actor} ${who}`
      : markup`<a href="${filtered(query, { who: staffId })}">${who}</a>`;
  const page = entityId === null ? null : pageOfRecord(entity, entityId, may);
  const record =
    entityId === null
      ? null
      : markup`<a href="${page ?? filtered(query, { entity, id: entityId })}">${shortOf(entityId)}</a>`;
  return [
    words.time(at),
    byWho,
    action,
    markup`<a href="${filtered(query, { entity })}">${entity}</a>`,
    record,
    fields.join(', '),
  ];
}

/** The end of an id tells records of one day apart. */
function shortOf(id: string): Markup {
  return markup`<span title="${id}">…${id.slice(-12)}</span>`;
}

/** The same list with less in it, from its beginning. */
function filtered({ cursor: _from, ...query }: Params, more: Params): string {
  return `/audit?${new URLSearchParams({ ...query, ...more }).toString()}`;
}

/** Whole days in the practice's zone, as they are typed, are moments for the API. */
function bounds({ from, to }: Params, timezone: string): Params {
  const start = (day: string, more: number) =>
    Temporal.PlainDate.from(day).add({ days: more }).toZonedDateTime(timezone).toInstant().toString();
  const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? '');
  return {
    ...(isDay(from) ? { from: start(from, 0) } : {}),
    ...(isDay(to) ? { to: start(to, 1) } : {}),
  };
}

function asking(query: Params, { words: { say } }: PageAsked): Markup {
  const filled = { fields: query, faults: {} };
  const actors = ACTORS.map((actor) => ({ value: actor, label: actor }));
  const form = askingForm(
    filled,
    markup`${select({ name: 'actor', label: say('audit.column.actor'), blank: say('audit.anybody'), options: actors }, filled)}
${field({ name: 'action', label: say('audit.column.action'), hint: say('audit.actionHint'), max: 60 }, filled)}
${field({ name: 'entity', label: say('audit.column.entity'), hint: say('audit.entityHint'), max: 60 }, filled)}
${field({ name: 'id', label: say('audit.column.record'), hint: say('audit.idHint'), max: 36 }, filled)}
${field({ name: 'who', label: say('audit.who'), hint: say('audit.idHint'), max: 36 }, filled)}
${dateField({ name: 'from', label: say('audit.from') }, filled)}
${dateField({ name: 'to', label: say('audit.to') }, filled)}
<p><button class="quiet">${say('audit.show')}</button></p>`,
  );
  return markup`<details><summary>${say('audit.filter')}</summary>${form}</details>`;
}
