/** Which of two figures is the day: 3/4/2026 is in April in Britain and in March in America. */
export type DayOrder = 'day first' | 'month first';

type Day = { year: number; month: number; day: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const IN_FIGURES = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)/;
const LAST_MONTH = 12;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** The day that is written, as YYYY-MM-DD; `ahead`: how far in the future a year of two figures may lie. */
export function readDay(text: string, order: DayOrder, ahead: number): string | null {
  const day = yearFirst(text) ?? inFigures(text, order, ahead) ?? inWords(text, ahead);
  return day && [pad(day.year, 4), pad(day.month, 2), pad(day.day, 2)].join('-');
}

/** The order that this date cannot do without; null where it could be read either way, or is in words. */
export function orderShownBy(text: string): DayOrder | null {
  const [, first = '', second = ''] = IN_FIGURES.exec(text) ?? [];
  const [firstIsDay, secondIsDay] = [Number(first) > LAST_MONTH, Number(second) > LAST_MONTH];
  if (firstIsDay === secondIsDay) return null;
  return firstIsDay ? 'day first' : 'month first';
}

/** The number of a month by its name or the beginning of it; 0 for any other word. */
export function monthNumber(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function yearFirst(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text) ?? [];
  return real({ year: Number(year), month: Number(month), day: Number(day) });
}

function inFigures(text: string, order: DayOrder, ahead: number): Day | null {
  const [whole, first, second, last = ''] = IN_FIGURES.exec(text) ?? [];
  if (whole !== text) return null;
  const [day, month] = order === 'day first' ? [first, second] : [second, first];
  return real({ year: fullYear(last, ahead), month: Number(month), day: Number(day) });
}

function inWords(text: string, ahead: number): Day | null {
  const [, day, month = '', last = ''] =
    /^(\d{1,2})(?:st|nd|rd|th)?[- ./]+([a-z]{3,9})\.?,?[- ./]+(\d{4}|\d{2})$/i.exec(text) ??
    americanWords(text) ??
    [];
  return real({ year: fullYear(last, ahead), month: monthNumber(month), day: Number(day) });
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
  return exists && day.year >= FIRST_YEAR && day.year <= LAST_YEAR ? day : null;
}

function pad(figure: number, length: number): string {
  return String(figure).padStart(length, '0');
}
