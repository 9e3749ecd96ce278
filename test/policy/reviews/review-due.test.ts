import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isHoliday } from '../../../policy/calendar/holidays.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import {
  firstPeriod,
  holidaysOf,
  isOver,
  nextLookAt,
  reviewDueAt,
} from '../../../policy/reviews/review-due.ts';
import {
  dayAfter,
  firstDay,
  isPeriod,
  nextPeriod,
  periodBefore,
  periodBounds,
  periodInWords,
  periodWith,
} from '../../../policy/reviews/review-period.ts';
import { periodOfReview, reviewId } from '../../../policy/reviews/review-id.ts';
import { REVIEW_KINDS, type ReviewKind } from '../../../policy/reviews/review-terms.ts';
import { workingDay, type Closed } from '../../../policy/reviews/working-day.ts';

const LONDON = 'Europe/London';
const ANNA = { id: 'anna', roles: ['owner'] as const, active: true };
const BEN = { id: 'ben', roles: ['practitioner'] as const, active: true };
const OPEN: Closed = { holidays: 'gb-eng', staff: [ANNA, BEN], away: [] };
const away = (staffId: string, from: string, to: string) => ({ staffId, from, to, coverStaffId: null });

type Case = {
  kind?: ReviewKind;
  period: string;
  nth?: number;
  hour?: number;
  zone?: string;
  closed?: Closed;
};

function due({ kind = 'monthly', period, nth = 1, hour = 9, zone = LONDON, closed = OPEN }: Case): string {
  const meeting = { workingDay: nth, hour };
  const reviews = { monthly: meeting, quarterly: meeting, thankTop: 5 };
  return reviewDueAt(kind, period, { reviews, zone, closed }).toISOString();
}

test.each<[string, Case, string]>([
  ['a month that ends before a weekend', { period: '2026-10' }, '2026-11-02T09:00:00.000Z'],
  ['New Year, after which a weekend comes', { period: '2026-12' }, '2027-01-04T09:00:00.000Z'],
  [
    'New Year in Scotland, where the second is a holiday too',
    { period: '2023-12', closed: { ...OPEN, holidays: 'gb-sct' } },
    '2024-01-03T09:00:00.000Z',
  ],
  [
    'a practice without holidays',
    { period: '2024-12', closed: { ...OPEN, holidays: 'none' } },
    '2025-01-01T09:00:00.000Z',
  ],
  ['Easter Monday on the first', { period: '2024-03' }, '2024-04-02T08:00:00.000Z'],
  ['a quarter', { kind: 'quarterly', period: '2026-Q3' }, '2026-10-01T08:00:00.000Z'],
  ['the last quarter', { kind: 'quarterly', period: '2026-Q4' }, '2027-01-04T09:00:00.000Z'],
  ['the fifth working day', { period: '2026-10', nth: 5, hour: 17 }, '2026-11-06T17:00:00.000Z'],
  [
    'an hour that the clocks skip',
    { period: '2010-02', zone: 'Asia/Almaty', nth: 20, hour: 0 },
    '2010-03-25T18:00:00.000Z',
  ],
  [
    'a zone whose day began long before',
    { period: '2026-10', zone: 'Pacific/Kiritimati' },
    '2026-11-01T19:00:00.000Z',
  ],
  [
    'everybody away on that day',
    {
      period: '2026-10',
      closed: {
        ...OPEN,
        away: [away('anna', '2026-11-02', '2026-11-02'), away('ben', '2026-10-01', '2026-11-03')],
      },
    },
    '2026-11-03T09:00:00.000Z',
  ],
  [
    'one of two away',
    { period: '2026-10', closed: { ...OPEN, away: [away('anna', '2026-11-02', '2026-11-30')] } },
    '2026-11-02T09:00:00.000Z',
  ],
  [
    'a reviewer from elsewhere is nobody who is there',
    {
      period: '2026-10',
      closed: {
        ...OPEN,
        staff: [ANNA, { id: 'quinn', roles: ['reviewer'], active: true }],
        away: [away('anna', '2026-11-02', '2026-11-04')],
      },
    },
    '2026-11-05T09:00:00.000Z',
  ],
  [
    'closed for all of August',
    {
      period: '2026-07',
      closed: {
        ...OPEN,
        away: [away('anna', '2026-07-27', '2026-08-31'), away('ben', '2026-07-27', '2026-08-31')],
      },
    },
    '2026-09-01T08:00:00.000Z',
  ],
  [
    'closed for good: absences are waited for no longer than a quarter',
    {
      period: '2026-10',
      closed: {
        ...OPEN,
        away: [away('anna', '2020-01-01', '2100-01-01'), away('ben', '2020-01-01', '2100-01-01')],
      },
    },
    '2026-11-02T09:00:00.000Z',
  ],
])('a review is due on the working day after its period, by the wall (§4.4): %s', (_, asked, expected) => {
  expect(due(asked)).toBe(expected);
});

test('a working day is never at a weekend or a bank holiday, and there are never more of them the later the n-th', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 15 }),
      fc.constantFrom('gb-eng' as const, 'gb-sct' as const, 'us' as const, 'ie' as const),
      (date, nth, holidays) => {
        const from = Temporal.PlainDate.from(date.toISOString().slice(0, 10));
        const closed = { ...OPEN, holidays };
        const day = workingDay(from, nth, closed);

        expect(day.dayOfWeek).toBeLessThan(6);
        expect(isHoliday(holidays, day.toString())).toBe(false);
        expect(Temporal.PlainDate.compare(day, from)).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainDate.compare(workingDay(from, nth + 1, closed), day)).toBe(1);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['2026-11-30T12:00:00Z', '2026-10', '2026-Q4'],
  ['2026-10-31T23:30:00Z', '2026-09', '2026-Q3'],
  ['2026-11-01T00:30:00Z', '2026-10', '2026-Q4'],
  ['2027-01-01T00:30:00Z', '2026-12', '2026-Q4'],
  ['2026-04-30T12:00:00Z', '2026-03', '2026-Q1'],
])('a practice founded at %s reviews %s first, and of the quarters %s', (at, month, quarter) => {
  expect(firstPeriod('monthly', new Date(at), LONDON)).toBe(month);
  expect(firstPeriod('quarterly', new Date(at), LONDON)).toBe(quarter);
});

test('a moment that has passed this month is due now, once: it lies in the past, and the next one does not', () => {
  const founded = new Date('2026-11-20T12:00:00Z');
  const period = firstPeriod('monthly', founded, LONDON);

  expect(due({ period }) < founded.toISOString()).toBe(true);
  expect(due({ period: nextPeriod('monthly', period) }) > founded.toISOString()).toBe(true);
});

test('a review is looked at when it would be due with everybody there, and then each day of the calendar', () => {
  const settings = defaultPolicy('anna');
  const look = (now: string) =>
    nextLookAt('monthly', '2026-11', { settings, zone: LONDON, now: new Date(now) }).toISOString();

  expect(look('2026-11-20T12:00:00Z')).toBe('2026-12-01T09:00:00.000Z');
  expect(look('2026-12-01T09:00:00Z')).toBe('2026-12-02T09:00:00.000Z');
  expect(look('2026-12-04T10:00:00Z')).toBe('2026-12-07T09:00:00.000Z');
  expect(look('2026-12-24T10:00:00Z')).toBe('2026-12-29T09:00:00.000Z');
});

test('where mail may always leave, there are no holidays', () => {
  expect(holidaysOf({ sendWindows: 'always' })).toBe('none');
  expect(holidaysOf(defaultPolicy('anna'))).toBe('gb-eng');
});

test('a period is over with the first moment of the day after it, on the practice’s calendar', () => {
  const over = (now: string, zone: string) => isOver('monthly', '2026-10', { zone, now: new Date(now) });

  expect(over('2026-10-31T23:59:59Z', LONDON)).toBe(false);
  expect(over('2026-11-01T00:00:00Z', LONDON)).toBe(true);
  expect(over('2026-11-01T00:00:00Z', 'America/New_York')).toBe(false);
  expect(over('2026-10-31T12:00:00Z', 'Pacific/Kiritimati')).toBe(true);
});

const months = fc
  .record({ year: fc.integer({ min: 1950, max: 2190 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => new Temporal.PlainDate(year, month, 1));

test('periods follow one another without a gap, and the id of a review tells which it is', () => {
  fc.assert(
    fc.property(
      months,
      fc.constantFrom(...REVIEW_KINDS),
      fc.uuid({ version: 7 }),
      (day, kind, practiceId) => {
        const period = periodWith(kind, day);
        const next = nextPeriod(kind, period);

        expect(isPeriod(kind, period)).toBe(true);
        expect(firstDay(kind, next).equals(dayAfter(kind, period))).toBe(true);
        expect(periodBefore(kind, next)).toBe(period);
        expect(periodBounds(kind, period, LONDON).to).toEqual(periodBounds(kind, next, LONDON).from);
        expect(periodOfReview(reviewId(practiceId, kind, period))).toEqual({ kind, period });
        expect(reviewId(practiceId, kind, period)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(reviewId(practiceId, kind, period)).not.toBe(reviewId(practiceId, kind, next));
      },
    ),
  );
  expect(() => periodOfReview('0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11')).toThrow(RangeError);
});

test.each([
  ['monthly', '2026-10', 'October 2026'],
  ['quarterly', '2026-Q1', 'the first quarter of 2026'],
  ['quarterly', '2026-Q4', 'the last quarter of 2026'],
] as const)('in words: %s %s is %s', (kind, period, words) => {
  expect(periodInWords(kind, period)).toBe(words);
});

test.each(['2026-1', '2026-13', '2026-Q5', '2026-Q0', 'Q1-2026', '26-01', '2026-10-01', ''])(
  '%s is no period',
  (text) => {
    expect(REVIEW_KINDS.some((kind) => isPeriod(kind, text))).toBe(false);
  },
);
