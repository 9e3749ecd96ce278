import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isHoliday, isQuietDay, type HolidayCalendar } from '../../../policy/calendar/holidays.ts';

const DAY_MS = 86_400_000;
const CALENDARS = ['gb-eng', 'gb-wls', 'gb-sct', 'gb-nir', 'us', 'ie'] as const;

/** As GOV.UK publishes them for England and Wales: one line a year, weekends moved to the day that makes up. */
const ENGLAND = [
  '2025: 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  '2026: 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  '2027: 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  '2028: 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
];

const PUBLISHED: [HolidayCalendar, string[]][] = [
  ['gb-eng', ENGLAND],
  ['gb-wls', ENGLAND],
  [
    'gb-sct',
    [
      '2025: 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
      '2026: 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
      '2027: 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
      '2028: 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
    ],
  ],
  [
    'gb-nir',
    [
      '2025: 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26',
      '2026: 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
      '2027: 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
      '2028: 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
    ],
  ],
  [
    'us',
    [
      '2025: 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25',
      '2026: 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25',
      '2027: 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
      '2028: 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25',
    ],
  ],
  [
    'ie',
    [
      '2025: 01-01 02-03 03-17 04-18 04-21 05-05 06-02 08-04 10-27 12-25 12-26',
      '2026: 01-01 02-02 03-17 04-03 04-06 05-04 06-01 08-03 10-26 12-25 12-28',
      '2027: 01-01 02-01 03-17 03-26 03-29 05-03 06-07 08-02 10-25 12-27 12-28',
      '2028: 01-03 02-07 03-17 04-14 04-17 05-01 06-05 08-07 10-30 12-25 12-26',
    ],
  ],
];

test.each(PUBLISHED)(
  'on working days, %s keeps exactly the holidays that are published',
  (calendar, years) => {
    const kept = years.map((line) => {
      const year = Number(line.slice(0, 4));
      return `${year}: ${workingHolidays(calendar, year).join(' ')}`;
    });

    expect(kept).toEqual(years);
  },
);

test.each<[string, HolidayCalendar, string]>([
  ['the Fourth of July on a Saturday', 'us', '2026-07-04'],
  ['the Twelfth on a Sunday', 'gb-nir', '2026-07-12'],
  ['Boxing Day on a Saturday', 'gb-eng', '2026-12-26'],
  ["St Andrew's Day on a Sunday", 'gb-sct', '2025-11-30'],
])('a holiday at a weekend is a holiday all the same: %s', (_, calendar, date) => {
  expect(isHoliday(calendar, date)).toBe(true);
});

test.each<[string, HolidayCalendar, string]>([
  ['Easter Monday in Scotland', 'gb-sct', '2026-04-06'],
  ["Mother's Day", 'gb-eng', '2026-03-15'],
  ['the Twelfth in England', 'gb-eng', '2027-07-12'],
  ['Christmas Eve in the United States', 'us', '2026-12-24'],
])('a day that others keep, or that has only a name, is no holiday: %s', (_, calendar, date) => {
  expect(isHoliday(calendar, date)).toBe(false);
});

test.each(CALENDARS)('%s does not run out', (calendar) => {
  for (let year = 2029; year <= 2050; year += 1)
    expect(workingHolidays(calendar, year).length).toBeGreaterThanOrEqual(8);
});

const anyDate = fc
  .integer({ min: Date.UTC(2024, 0) / DAY_MS, max: Date.UTC(2040, 0) / DAY_MS })
  .map((day) => dateOf(day * DAY_MS));

test.each(CALENDARS)('no prompt leaves from Christmas Eve to 2 January, nor on a holiday: %s', (calendar) => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const [, month, day] = date.split('-').map(Number);
      const isChristmas = (month === 12 && Number(day) >= 24) || (month === 1 && Number(day) <= 2);
      expect(isQuietDay(calendar, date)).toBe(isChristmas || isHoliday(calendar, date));
    }),
    { numRuns: 500 },
  );
  const around = ['2026-12-23', '2026-12-24', '2027-01-02', '2027-01-03'];
  expect(around.map((date) => isQuietDay(calendar, date))).toEqual([false, true, true, false]);
});

test('where no calendar is kept, no day is special, Christmas included', () => {
  fc.assert(
    fc.property(fc.oneof(anyDate, fc.constant('2026-12-25')), (date) => {
      expect(isHoliday('none', date)).toBe(false);
      expect(isQuietDay('none', date)).toBe(false);
    }),
  );
});

/** MM-DD of each holiday of the year from Monday to Friday. */
function workingHolidays(calendar: HolidayCalendar, year: number): string[] {
  const found: string[] = [];
  for (let at = Date.UTC(year, 0); at < Date.UTC(year + 1, 0); at += DAY_MS) {
    const isWeekend = [0, 6].includes(new Date(at).getUTCDay());
    if (!isWeekend && isHoliday(calendar, dateOf(at))) found.push(dateOf(at).slice(5));
  }
  return found;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
