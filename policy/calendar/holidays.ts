// oxlint-disable-next-line no-restricted-imports -- the library is loaded at first use, which only `require` can do synchronously
import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { PracticePolicy } from '../practice/practice-policy.ts';

/** The practice's holiday calendar; `none`: no holidays. */
export type HolidayCalendar = Exclude<PracticePolicy['sendWindows'], 'always'>['holidays'];

type Country = Exclude<HolidayCalendar, 'none'>;

const PLACES: Record<Country, { country: string; state?: string }> = {
  'gb-eng': { country: 'GB', state: 'ENG' },
  'gb-wls': { country: 'GB', state: 'WLS' },
  'gb-sct': { country: 'GB', state: 'SCT' },
  'gb-nir': { country: 'GB', state: 'NIR' },
  us: { country: 'US' },
  ie: { country: 'IE' },
};

/**
 * Days that the library leaves out, as dates or in its own grammar: Scotland's World Cup holiday, by royal
 * proclamation; and in Ireland the working days on which banks make up for a New Year or a Christmas at a weekend.
 */
const LEFT_OUT: Partial<Record<Country, readonly string[]>> = {
  'gb-sct': ['2026-06-15'],
  ie: [
    'substitutes 01-01 if saturday,sunday then next monday',
    'substitutes 12-25 if saturday,sunday then next tuesday',
  ],
};

const QUIET_FROM = '12-24';
const QUIET_TO = '01-02';

/**
 * Whether no prompt is sent on this day (YYYY-MM-DD in the practice's zone): bank holidays, and 24 December to 2
 * January in every calendar (§4.2) but `none`.
 */
export function isQuietDay(calendar: HolidayCalendar, date: string): boolean {
  if (calendar === 'none') return false;
  const day = date.slice('YYYY-'.length);
  return day >= QUIET_FROM || day <= QUIET_TO || isHoliday(calendar, date);
}

/** Whether this is a public or bank holiday; one at a weekend counts, and so does the day that makes up for it. */
export function isHoliday(calendar: HolidayCalendar, date: string): boolean {
  return calendar !== 'none' && holidaysOf(calendar, Number(date.slice(0, 4))).has(date);
}

const require = createRequire(import.meta.url);
const known = new Map<string, ReadonlySet<string>>();

/** Computing a year takes milliseconds and never changes: cached. */
function holidaysOf(country: Country, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = known.get(key) ?? workOut(country, year);
  known.set(key, found);
  return found;
}

function workOut(country: Country, year: number): ReadonlySet<string> {
  // Loaded at first use: the calendars of the whole world are 13 MB that a resting program need not hold.
  const Calendar: typeof Holidays = require('date-holidays');
  const holidays = new Calendar(PLACES[country], { types: ['public', 'bank'] });
  for (const rule of LEFT_OUT[country] ?? []) holidays.setHoliday(rule, { name: rule, type: 'bank' });
  return new Set(holidays.getHolidays(year).map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
}
