import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dayOf,
  daysNeeded,
  mayLeaveNow,
  nextPlace,
  places,
  type Pace,
} from '../../../policy/broadcasts/pace.ts';
import { isQuietDay } from '../../../policy/calendar/holidays.ts';
import { isOpen, WEEKDAYS } from '../../../policy/calendar/send-window.ts';

const window = fc.record({
  days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  from: fc.constantFrom('00:00', '08:30', '09:00'),
  to: fc.constantFrom('17:30', '19:30', '23:59'),
});
const pace: fc.Arbitrary<Pace> = fc.record({
  perDay: fc.integer({ min: 1, max: 5 }),
  window: fc.oneof(fc.constant('always' as const), window),
  zone: fc.constantFrom('Europe/London', 'America/New_York', 'Pacific/Auckland'),
  holidays: fc.constantFrom('none' as const, 'gb-eng' as const),
});
const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
const LONDON: Pace = {
  perDay: 2,
  window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:30' },
  zone: 'Europe/London',
  holidays: 'gb-eng',
};

test('on no calendar day more leave than the pace allows, and none outside of the window or on a quiet day (§5c Broadcasts)', () => {
  fc.assert(
    fc.property(
      pace,
      time,
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 25 }),
      (of, now, taken, count) => {
        const found = places(of, taken, now, count);
        const today = dayOf(now, of.zone);
        const byDay = Map.groupBy(found, (at) => dayOf(at, of.zone));

        expect(found).toHaveLength(count);
        for (const [day, ofDay] of byDay)
          expect(ofDay.length).toBeLessThanOrEqual(Math.max(0, of.perDay - (day === today ? taken : 0)));
        for (const at of found) {
          expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(isOpen(of.window, of.zone, at)).toBe(true);
          expect(of.window !== 'always' && isQuietDay(of.holidays, dayOf(at, of.zone))).toBe(false);
        }
        expect(daysNeeded(of, taken, now, count)).toBe(byDay.size);
      },
    ),
    { numRuns: 60 },
  );
});

test('as many leave together as have their place now, and no more than one call takes', () => {
  fc.assert(
    fc.property(
      pace,
      time,
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 1, max: 8 }),
      (of, now, taken, most) => {
        const atOnce = places(of, taken, now, most).filter((at) => at <= now);

        expect(mayLeaveNow(of, taken, now, most)).toBe(atOnce.length);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['in the window with room', '2026-11-23T10:00:00Z', 1, '2026-11-23T10:00:00Z'],
  ['in the window, the day is full', '2026-11-23T10:00:00Z', 2, '2026-11-24T08:30:00Z'],
  ['before the window', '2026-11-23T07:00:00Z', 0, '2026-11-23T08:30:00Z'],
  ['after the window on a Friday', '2026-11-27T18:00:00Z', 0, '2026-11-30T08:30:00Z'],
  ['on Christmas Eve: after 2 January, a Saturday', '2026-12-24T10:00:00Z', 0, '2027-01-04T08:30:00Z'],
  ['on the evening before the clocks go back', '2026-10-23T18:00:00Z', 0, '2026-10-26T08:30:00Z'],
])('the next place: %s', (_, now, taken, expected) => {
  expect(nextPlace(LONDON, taken, new Date(now))?.toISOString()).toBe(new Date(expected).toISOString());
});

test('without a window on any day there is no place', () => {
  expect(
    nextPlace({ ...LONDON, window: { ...WINDOW, days: [] } }, 0, new Date('2026-11-23T10:00:00Z')),
  ).toBeNull();
});
const WINDOW = { from: '08:30', to: '17:30' };
