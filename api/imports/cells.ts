/** What a cell says, or why it cannot be understood. */
type Reading = { value: unknown } | { fault: string };
export type CellReader = (text: string) => Reading;

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', 'ja', 'oui', 'si']);
const NO = new Set(['no', 'n', 'false', '0', 'off', 'nein', 'non']);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'rev', 'sir', 'dame']);

const YEARS_AHEAD = 20;

type Day = { year: number; month: number; day: number };

/** Text as it stands. */
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

/** Several words in one cell, apart by semicolons, commas or bars. */
export const asList: CellReader = (text) => ({
  value: text
    .split(/[;,|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
});

/** The year of a birth, out of a date of birth or a year; nothing else of it is kept. */
export const asYear: CellReader = (text) => {
  if (/^\d{4}$/.test(text)) return { value: Number(text) };
  const day = readDay(text, 0);
  return day ? { value: day.year } : { fault: 'must be a date (31/12/1985) or a year (1985)' };
};

/** A calendar date, day before month where it is written in figures. */
export const asDate: CellReader = (text) => {
  const day = readDay(text, YEARS_AHEAD);
  if (!day) return { fault: 'must be a date (31/12/2026 or 2026-12-31)' };
  const [year, month, date] = [day.year, day.month, day.day].map((part) => String(part).padStart(2, '0'));
  return { value: `${year}-${month}-${date}` };
};

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

/** A spreadsheet's guard against formulas ('+44…) is no part of what was written. */
export function plainCell(cell: string | undefined): string {
  return (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '');
}

/** `ahead`: how far in the future a year of two figures may lie. */
function readDay(text: string, ahead: number): Day | null {
  const date = text.replace(/[T\s]+\d{1,2}:\d{2}.*$/, '');
  return yearFirst(date) ?? inFigures(date, ahead) ?? inWords(date, ahead);
}

function yearFirst(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text) ?? [];
  return real({ year: Number(year), month: Number(month), day: Number(day) });
}

/** Day, month, year as in Britain; month, day, year only where it cannot be otherwise. */
function inFigures(text: string, ahead: number): Day | null {
  const [, first, second, last = ''] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ?? [];
  const year = fullYear(last, ahead);
  return (
    real({ year, month: Number(second), day: Number(first) }) ??
    real({ year, month: Number(first), day: Number(second) })
  );
}

function inWords(text: string, ahead: number): Day | null {
  const [, day, month = '', last = ''] =
    /^(\d{1,2})(?:st|nd|rd|th)?[- ./]+([a-z]{3,9})\.?,?[- ./]+(\d{4}|\d{2})$/i.exec(text) ??
    americanWords(text) ??
    [];
  return real({
    year: fullYear(last, ahead),
    month: MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1,
    day: Number(day),
  });
}

function americanWords(text: string): string[] | null {
  const [whole = '', month = '', day = '', year = ''] =
    /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text) ?? [];
  return whole === '' ? null : [whole, day, month, year];
}

function fullYear(text: string, ahead: number): number {
  const year = Number(text);
  if (text.length !== 2) return year;
  const latest = new Date().getUTCFullYear() + ahead;
  const inThisCentury = latest - (latest % 100) + year;
  return inThisCentury > latest ? inThisCentury - 100 : inThisCentury;
}

function real(day: Day): Day | null {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  const exists =
    date.getUTCFullYear() === day.year &&
    date.getUTCMonth() === day.month - 1 &&
    date.getUTCDate() === day.day;
  return exists && day.year >= 1000 ? day : null;
}
