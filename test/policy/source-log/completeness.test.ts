import { expect, test } from '@jest/globals';
import { mondayOf, wholeWeeksBetween } from '../../../policy/calendar/week.ts';
import { cleannessOf, pooled, type Cleanness } from '../../../policy/source-log/completeness.ts';

test.each<[number, number, boolean, Cleanness]>([
  [10, 10, true, 'still_learning'],
  [0, 0, false, 'still_learning'],
  [10, 9, false, 'clean'],
  [10, 8, false, 'incomplete'],
  [100, 90, false, 'clean'],
  [100, 89, false, 'incomplete'],
  [3, 3, false, 'clean'],
])('%d new clients, %d of them answered, too early %s: %s (S29)', (newClients, answered, tooEarly, state) => {
  expect(cleannessOf({ newClients, answered }, tooEarly)).toBe(state);
});

test('weeks are pooled by their people, and not by their rates', () => {
  const weeks = [
    { newClients: 1, answered: 0 },
    { newClients: 9, answered: 9 },
  ];

  expect(cleannessOf(pooled(weeks), false)).toBe('clean');
  expect(pooled([])).toEqual({ newClients: 0, answered: 0 });
});

test.each([
  ['2026-11-23T00:00:00Z', 'Europe/London', '2026-11-23'],
  ['2026-11-22T23:59:59Z', 'Europe/London', '2026-11-16'],
  ['2026-11-23T03:00:00Z', 'America/New_York', '2026-11-16'],
  ['2026-11-22T11:30:00Z', 'Pacific/Auckland', '2026-11-23'],
  ['2027-01-01T12:00:00Z', 'Europe/London', '2026-12-28'],
])('%s in %s lies in the week of %s', (now, zone, monday) => {
  expect(mondayOf(new Date(now), zone).toString()).toBe(monday);
});

test.each([
  ['2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z', 1],
  ['2026-11-23T00:00:01Z', '2026-11-30T00:00:00Z', 0],
  ['2026-11-24T09:00:00Z', '2026-12-06T23:59:00Z', 0],
  ['2026-11-24T09:00:00Z', '2026-12-07T00:00:00Z', 1],
  ['2026-03-02T00:00:00Z', '2026-06-01T00:00:00+01:00', 13],
  ['2026-11-24T09:00:00Z', '2026-11-24T09:00:01Z', 0],
])('between %s and %s lie %d whole weeks, whatever the clocks do', (from, to, weeks) => {
  expect(wholeWeeksBetween(new Date(from), new Date(to), 'Europe/London')).toBe(weeks);
});
