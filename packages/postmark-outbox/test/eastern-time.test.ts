import { expect, test } from '@jest/globals';
import { easternStamp, readFilterDate } from '../src/eastern-time.ts';

const HOUR_MS = 3_600_000;
const ZONE = 'America/New_York';
const FIRST = Date.UTC(2007, 0, 1);
const LAST = Date.UTC(2045, 0, 1);

test("an instant is written as the platform's own zone writes it, in every hour of the year", () => {
  const wrong: string[] = [];
  for (let at = FIRST; at < LAST; at += HOUR_MS) {
    if (isNearChangeOfClocks(at) && easternStamp(at) !== platformStamp(at)) wrong.push(easternStamp(at));
  }

  expect(wrong).toEqual([]);
});

test.each([
  ['2026-11-29', 'from', '2026-11-29T05:00:00Z'],
  ['2026-07-01', 'to', '2026-07-02T03:59:59.999Z'],
  ['2026-03-08', 'to', '2026-03-09T03:59:59.999Z'],
  ['2026-03-08T02:30:00', 'from', '2026-03-08T07:30:00Z'],
  ['2026-11-01T01:30:00', 'from', '2026-11-01T05:30:00Z'],
  ['2026-11-29T12:00:00', 'to', '2026-11-29T17:00:00.999Z'],
  ['2026-11-29 12:00', 'from', '2026-11-29T17:00:00Z'],
  ['2026-11-29T12:00:00Z', 'from', '2026-11-29T12:00:00Z'],
  ['2026-11-29T12:00:00.5+05:30', 'from', '2026-11-29T06:30:00.500Z'],
  ['2026-11-29T12:00:00-0500', 'from', '2026-11-29T17:00:00Z'],
] as const)('the date filter %s as an edge "%s" is %s', (filter, edge, expected) => {
  expect(readFilterDate(filter, edge)).toBe(Date.parse(expected));
});

test.each(['', 'x', '2026-13-01', '2026-02-30', '2026-02-30T12:00:00', '2026-11-29T25:00', '29.11.2026'])(
  'the date filter "%s" is unreadable',
  (filter) => {
    expect(readFilterDate(filter, 'from')).toBeNull();
  },
);

/** Clocks change in these months; elsewhere one hour stands for many. */
function isNearChangeOfClocks(at: number): boolean {
  const date = new Date(at);
  return [2, 10].includes(date.getUTCMonth()) || (date.getUTCDate() === 15 && date.getUTCHours() === 12);
}

function platformStamp(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(ZONE)
    .toString({ fractionalSecondDigits: 7, timeZoneName: 'never' });
}
