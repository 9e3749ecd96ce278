import { z } from 'zod';
import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { Rate } from '../review/figures.ts';
import { intervalSvg, rateInWords } from '../review/interval-svg.ts';
import { isWordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';
import type { ReportRow } from './read-report.ts';

/** Who works here and which lines there are, where the reader may know. */
export type Look = {
  words: Words;
  staff: ReadonlyMap<string, string>;
  lines: ReadonlyMap<string, string>;
  currency: string;
};

type Figure = { key: string; value: unknown };

const Source = z.object({
  kind: z.string(),
  name: z.string().optional(),
  clientId: z.string().optional(),
  professionalId: z.string().optional(),
});
const Nested = z.record(z.string(), z.unknown());
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
const MONTH = /^\d{4}-\d\d$/;
/** Parts of one, shown as per cent. */
const SHARES: ReadonlySet<string> = new Set(['share', 'top1', 'p0']);
/** The year before is the year before. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['from', 'to']);
/** Objects that are one cell. */
const WHOLE: ReadonlySet<string> = new Set(['source', 'referrer']);
const NOTHING = '–';

/** The figures of a row, each by the name of its column; what belongs together (`fit`, `leaks`) is taken apart. */
export function figuresOf(row: ReportRow, within = ''): Figure[] {
  return Object.entries(row).flatMap(([name, value]): Figure[] => {
    const nested = Nested.safeParse(value);
    if (within === 'before' && NOT_SHOWN.has(name)) return [];
    const key = columnName(within, name);
    if (!nested.success || WHOLE.has(name) || isRate(value)) return [{ key, value }];
    return figuresOf(nested.data, name);
  });
}

/** `cash.minor` and `before.ever` are columns of their own; `fit.ideal` is `ideal`. */
function columnName(within: string, name: string): string {
  const whole = `${within}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return within !== '' && isWordKey(`reports.column.${whole}`) ? whole : name;
}

/** What a column is called; its own name where the catalogue has none. */
export function columnWords(key: string, { say }: Words): string {
  const known = `reports.column.${key}`;
  return isWordKey(known) ? say(known) : key;
}

/** What stands in a cell: a share with its interval, money, a day, a person, or a word of the catalogue. */
export function cellOf({ key, value }: Figure, look: Look): Markup | string {
  const { words } = look;
  if (value === null || value === undefined) return notThere(key, look);
  if (isRate(value)) {
    const rate = Rate.parse(value);
    return markup`<span class="rate">${rateInWords(rate, words)} ${intervalSvg(rate)}</span>`;
  }
  if (typeof value === 'number') return numberOf(key, value, look);
  if (typeof value === 'boolean') return words.say(value ? 'reports.yes' : 'reports.no');
  if (typeof value === 'string') return textOf(key, value, look);
  if (Array.isArray(value))
    return markup`${value.map((one: unknown) => markup`${partOf(key, one, look)}<br>`)}`;
  const source = Source.safeParse(value);
  return source.success ? sourceOf(source.data, look) : NOTHING;
}

function partOf(key: string, value: unknown, look: Look): Markup {
  const nested = Nested.safeParse(value);
  if (!nested.success) return markup`${cellOf({ key, value }, look)}`;
  const cells = figuresOf(nested.data).map((figure) => markup`${cellOf(figure, look)} `);
  return markup`${cells}`;
}

function notThere(key: string, { words }: Look): string {
  return key === 'practitionerId' || key === 'serviceLineId' || key === 'stage'
    ? words.say('reports.notSaid')
    : NOTHING;
}

function isRate(value: unknown): boolean {
  return Rate.safeParse(value).success;
}

function numberOf(key: string, value: number, { words, currency }: Look): string {
  if (/minor$/i.test(key)) return words.money(value, currency);
  return SHARES.has(key) ? words.percent(value) : words.number(Math.round(value * 100) / 100);
}

function textOf(key: string, value: string, look: Look): string {
  const { words, staff, lines } = look;
  if (key === 'practitionerId') return staff.get(value) ?? words.say('reports.practitioner');
  if (key === 'serviceLineId') return lines.get(value) ?? words.say('reports.line');
  if (DAY.test(value) || MOMENT.test(value)) return words.day(value);
  if (MONTH.test(value)) return monthOf(value, words);
  const known = `reports.value.${value}`;
  return isWordKey(known) ? words.say(known) : value;
}

function monthOf(month: string, { language }: Words): string {
  return Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .toLocaleString(language, { month: 'short', year: 'numeric' });
}

/** A client and a colleague by name, where the reader may know it; everything else by what it is. */
function sourceOf(
  { kind, name, clientId, professionalId }: z.output<typeof Source>,
  look: Look,
): Markup | string {
  if (name === undefined) return textOf('kind', kind, look);
  if (clientId !== undefined) return named(name);
  return professionalId === undefined
    ? name
    : markup`<a href="/professionals/${professionalId}">${named(name)}</a>`;
}
