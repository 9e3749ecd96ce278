import { type DayOrder, monthNumber, readDay } from './days.ts';
import { DAMAGED } from './encoding.ts';
import { readWrittenTime } from './written-times.ts';

/** A cell's parsed value, or why it cannot be parsed; `order` is how this file writes numeric dates. */
type Reading = { value: unknown } | { fault: string };
export type CellReader = (text: string, order: DayOrder) => Reading;

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', 'ja', 'oui', 'si']);
const NO = new Set(['no', 'n', 'false', '0', 'off', 'nein', 'non']);
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'rev', 'sir', 'dame']);

const NOTHING = new Set([...NO, 'n/a', 'na', '-', '–', 'none', 'null', 'never']);

/** What people write where there is no name. */
const NAMELESS = /^(?:n\/a|n\.a\.?|-+|–|—|\?+|\.+|x{2,}|none|unknown|not known|tb[ac])$/i;
const SCIENTIFIC = /^[-+]?\d(?:[.,]\d+)?e[+-]?\d+$/i;
/** What a spreadsheet shows where a formula failed. */
const FORMULA_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!)$/i;
const DAMAGED_TEXT = 'has a character that was cut or damaged (�): export again, as UTF-8';

const YEARS_AHEAD = 20;

/** Text as it is. */
export const asText: CellReader = (value) => ({ value });

export const asYesNo: CellReader = (text) => {
  const word = text.toLowerCase();
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : { fault: 'must be yes or no' };
};

export const asNumber: CellReader = (text) => {
  const value = Number(text.replace(/^(\d+),(\d+)$/, '$1.$2'));
  return Number.isFinite(value) ? { value } : { fault: 'must be a number' };
};

/** A list in one cell, separated by semicolons, commas or bars. */
export const asList: CellReader = (text) => ({
  value: text
    .split(/[;,|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
});

/** The year of birth from a date in either order or a year; nothing else of it is stored. */
export const asYear: CellReader = (text) => {
  if (/^\d{4}$/.test(text)) return { value: Number(text) };
  const date = withoutTime(text);
  const day = readDay(date, 'day first', 0) ?? readDay(date, 'month first', 0);
  return day ? { value: Number(day.slice(0, 4)) } : { fault: 'must be a date (31/12/1985) or a year (1985)' };
};

/** A calendar date. */
export const asDate: CellReader = (text, order) => {
  const value = readDay(withoutTime(text), order, YEARS_AHEAD);
  return value ? { value } : { fault: `must be a date (${example(order)} or 2026-12-31)` };
};

/** A month, by itself or out of a date. */
export const asMonth: CellReader = (text, order) => {
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? monthFirst(text) ?? [];
  const day = year && month ? `${year}-${month.padStart(2, '0')}-01` : withoutTime(text);
  const value = readDay(day, order, 0)?.slice(0, 7);
  return value ? { value } : { fault: 'must be a month (2026-11 or November 2026)' };
};

/** A date, a time, or both. */
export const asTime: CellReader = (text, order) => {
  const value = readWrittenTime(text, order);
  return value
    ? { value }
    : { fault: `must be a date, or a date and a time (${example(order)} 10:00 or 2026-12-31T10:00:00Z)` };
};

/** Whether the cell is filled, such as a cancellation time; its content is not stored. */
export const asNoted: CellReader = (text) => ({ value: !NOTHING.has(text.toLowerCase()) });

/** An id of another program: exactly one, not rounded by a spreadsheet. */
export const asReference: CellReader = (text) => {
  if (SCIENTIFIC.test(text)) return { fault: rounded(text) };
  if (NAMELESS.test(text)) return { fault: `${text} is no reference` };
  return /^\d+(?:\s*[,;|]\s*\d+)+$/.test(text)
    ? { fault: `${text} are several references: give each a row of its own` }
    : { value: text };
};

/** A name, which is no "n/a" and no dash. */
export const asName: CellReader = (text) =>
  NAMELESS.test(text) ? { fault: `"${text}" is no name` } : { value: text };

/** A telephone number that no spreadsheet has rounded. */
export const asPhone: CellReader = (text) =>
  SCIENTIFIC.test(text) ? { fault: rounded(text) } : { value: text };

/** One e-mail address; "mailto:" and a name around it are left away. */
export const asAddress: CellReader = (text) => {
  const address = /^[^<>@]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return (address.match(/@/g) ?? []).length > 1
    ? { fault: 'holds several e-mail addresses: keep the one that this person reads' }
    : { value: address.replace(/^mailto:/i, '').trim() };
};

/** What makes a cell unreadable whatever it is for. */
export function brokenCell(text: string): string | null {
  if (text.includes(DAMAGED)) return DAMAGED_TEXT;
  return FORMULA_FAULT.test(text) ? `${text} is what a spreadsheet shows where a formula failed` : null;
}

function rounded(text: string): string {
  return `${text} is what a spreadsheet makes of a long number: export again, and send the file without opening it`;
}

/** First and last name out of one cell: "Doe, Jane" or "Jane Doe"; a title in front is no name. */
export function splitName(text: string): { title?: string; firstName: string; lastName?: string } {
  const [before = '', after] = text.split(',').map((part) => part.trim());
  const words = (after ? `${after} ${before}` : before).split(/\s+/).filter((word) => word !== '');
  const title =
    words.length > 1 && TITLES.has((words[0] ?? '').replace('.', '').toLowerCase())
      ? words.shift()
      : undefined;
  const firstNames = after ? Math.max(1, words.length - before.split(/\s+/).length) : 1;
  const lastName = words.slice(firstNames).join(' ');
  return {
    ...(title ? { title } : {}),
    firstName: words.slice(0, firstNames).join(' '),
    ...(lastName ? { lastName } : {}),
  };
}

/** Strips a spreadsheet's formula guard ('+44…). */
export function plainCell(cell: string | undefined): string {
  return (cell ?? '').trim().replace(/^'(?=[=+\-@＝＋－＠])/, '');
}

function withoutTime(text: string): string {
  return text.replace(/[T\s]+\d{1,2}:\d{2}.*$/, '');
}

function monthFirst(text: string): [string, string, string] | null {
  const [whole, month = '', year = ''] = /^(\d{1,2}|[a-z]{3,9})\.?[-/. ]+(\d{4})$/i.exec(text) ?? [];
  return whole === undefined ? null : [whole, year, /^\d/.test(month) ? month : String(monthNumber(month))];
}

function example(order: DayOrder): string {
  return order === 'day first' ? '31/12/2026' : '12/31/2026';
}
