import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DayOrder } from '../../imports/days.ts';
import { instantOf, readWrittenTime } from '../../imports/written-times.ts';

const LONDON = 'Europe/London';

type Wall = { zone?: string; order?: DayOrder };

function at(text: string, { zone = LONDON, order = 'day first' }: Wall = {}): string | undefined {
  return instantOf([readWrittenTime(text, order) ?? undefined], zone)?.at.toISOString();
}

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:00:00.250Z', '2026-11-20T10:00:00.250Z'],
  ['2026-11-20 10:00:00 +1000', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20T10:00-05:00', '2026-11-20T15:00:00.000Z'],
  ['2026-11-20 10:00:00 UTC', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20 10:00', '2026-11-20T10:00:00.000Z'],
  ['20/11/2026 10:00', '2026-11-20T10:00:00.000Z'],
  ['20/11/26 9:05 pm', '2026-11-20T21:05:00.000Z'],
  ['20.11.2026, 10.00', '2026-11-20T10:00:00.000Z'],
  ['20 Nov 2026 12:30am', '2026-11-20T00:30:00.000Z'],
  ['Friday, 20 November 2026 at 12:30 p.m.', '2026-11-20T12:30:00.000Z'],
  ['Nov 20, 2026, 10am', '2026-11-20T10:00:00.000Z'],
  ['20/11/2026 10:00 - 10:50', '2026-11-20T10:00:00.000Z'],
  ['20/11/2026 10:00-11:00', '2026-11-20T10:00:00.000Z'],
  ['20/07/2026 10:00', '2026-07-20T09:00:00.000Z'],
])('%s is a moment', (text, moment) => {
  expect(at(text)).toBe(moment);
});

test('a time that summer time skips or repeats is read as clocks go', () => {
  expect([at('29/03/2026 01:30'), at('25/10/2026 01:30')]).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
  ]);
});

test('a day without a time counts from its end on the practice’s own wall', () => {
  expect(at('04/27/2026', { zone: 'America/New_York', order: 'month first' })).toBe(
    '2026-04-28T03:59:59.999Z',
  );
});

test.each([
  '',
  'soon',
  '807 appointments',
  '10',
  '25:00',
  '10:75',
  '13:00 pm',
  '31/02/2026 10:00',
  '12/31/2026 10:00',
  '20/11/2026 25:00',
  'x 10:00',
  '2026-11-20T10:00:00+99:99',
  '0000-01-01 10:00',
  '9999-12-31T23:59:59Z',
])('%j is none', (text) => {
  expect(readWrittenTime(text, 'day first')).toBeNull();
});

test('a time of its own belongs to the day beside it', () => {
  const [time, day] = ['9:30 AM', '20/11/2026'].map(
    (text) => readWrittenTime(text, 'day first') ?? undefined,
  );

  expect(instantOf([time, day], LONDON)).toEqual({
    at: new Date('2026-11-20T09:30:00Z'),
    on: '2026-11-20',
    hasTime: true,
  });
  expect(instantOf([time, undefined], LONDON)).toBeNull();
});

const instant = fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
const zone = fc.constantFrom(LONDON, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
const order = fc.constantFrom<DayOrder>('day first', 'month first');

test('whatever moment is written, in whatever way, is read back to the minute', () => {
  const way = fc.constantFrom(...WAYS);
  fc.assert(
    fc.property(instant, zone, order, way, (given, own, dates, write) => {
      const local = Temporal.Instant.fromEpochMilliseconds(given.getTime())
        .toZonedDateTimeISO(own)
        .toPlainDateTime()
        .round('minute');

      const read = at(write(local, dates, own), { zone: own, order: dates });

      expect(read).toBe(new Date(local.toZonedDateTime(own).epochMilliseconds).toISOString());
    }),
    { numRuns: 2_000 },
  );
});

test('no text whatever breaks the reader', () => {
  const piece = fc.constantFrom(
    '20',
    '11',
    '2026',
    ':',
    '/',
    '-',
    '.',
    ' ',
    'T',
    'Z',
    '+',
    'am',
    'Nov',
    ',',
    '0',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece, { maxLength: 14 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, order, zone, (cell, dates, own) => {
      const read = instantOf([readWrittenTime(cell, dates) ?? undefined], own);

      expect(read === null || Number.isFinite(read.at.getTime())).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

type Written = (local: Temporal.PlainDateTime, order: DayOrder, zone: string) => string;
const two = (figure: number) => String(figure).padStart(2, '0');
const figures: Written = ({ day, month, year }, dates) =>
  (dates === 'day first' ? [two(day), two(month), year] : [two(month), two(day), year]).join('/');
const clock = ({ hour, minute }: Temporal.PlainDateTime) => `${two(hour)}:${two(minute)}`;
const halfDay = ({ hour, minute }: Temporal.PlainDateTime) =>
  `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`;
const inWords = (local: Temporal.PlainDateTime) =>
  local.toPlainDate().toLocaleString('en-US', { day: 'numeric', month: 'long', year: 'numeric' });

/** As Cliniko, SimplePractice, Jane and spreadsheets write a moment. */
const WAYS: Written[] = [
  (local) => `${local.toPlainDate().toString()} ${clock(local)}`,
  (local, _, own) => local.toZonedDateTime(own).toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  (local, _, own) => local.toZonedDateTime(own).toInstant().toString(),
  (local, dates, own) => `${figures(local, dates, own)} ${clock(local)}`,
  (local, dates, own) => `${figures(local, dates, own)}, ${halfDay(local)}`,
  (local) => `${inWords(local)} at ${halfDay(local)}`,
];
