import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  firstOpening,
  isOpen,
  lastOpening,
  WEEKDAYS,
  type SendWindow,
} from '../../../policy/calendar/send-window.ts';
import { naiveFirst, naiveIsOpen, naiveLast } from './naive-window.ts';

const clients: SendWindow = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '09:00', to: '19:30' };
const london = 'Europe/London';
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

test('on Saturday evening the next opening is Monday morning, and the last one was closing time', () => {
  const [saturday, tuesday] = [new Date('2026-11-14T20:00Z'), new Date('2026-11-17T00:00Z')];

  expect(firstOpening(clients, london, saturday, tuesday)).toEqual(new Date('2026-11-16T09:00Z'));
  expect(lastOpening(clients, london, new Date('2026-11-13T00:00Z'), saturday)).toEqual(
    new Date('2026-11-14T19:30Z'),
  );
});

test('opening and closing time are inside, one moment more is not (§4.2)', () => {
  expect(isOpen(clients, london, new Date('2026-11-14T08:59:59.999Z'))).toBe(false);
  expect(isOpen(clients, london, new Date('2026-11-14T09:00Z'))).toBe(true);
  expect(isOpen(clients, london, new Date('2026-11-14T19:30Z'))).toBe(true);
  expect(isOpen(clients, london, new Date('2026-11-14T19:30:00.001Z'))).toBe(false);
});

test('an opening at the very end of the search is not found', () => {
  const nine = new Date('2026-11-16T09:00Z');

  expect(firstOpening(clients, london, new Date('2026-11-15T00:00Z'), nine)).toBeNull();
  expect(firstOpening(clients, london, nine, nine)).toBeNull();
  expect(lastOpening(clients, london, nine, nine)).toEqual(nine);
});

test('nine in the morning is nine in the morning before and after the clocks change', () => {
  const [spring, autumn] = [new Date('2026-03-28T20:00Z'), new Date('2026-10-24T20:00Z')];

  expect(firstOpening(clients, london, spring, new Date('2026-04-01T00:00Z'))).toEqual(
    new Date('2026-03-30T08:00Z'),
  );
  expect(firstOpening(clients, london, autumn, new Date('2026-10-28T00:00Z'))).toEqual(
    new Date('2026-10-26T09:00Z'),
  );
});

test('a window inside the missing hour does not open that night', () => {
  const window: SendWindow = { days: ['sun'], from: '01:15', to: '01:45' };

  expect(
    firstOpening(window, london, new Date('2026-03-28T00:00Z'), new Date('2026-03-30T00:00Z')),
  ).toBeNull();
});

test('a window inside the repeated hour opens twice', () => {
  const window: SendWindow = { days: ['sun'], from: '01:15', to: '01:45' };
  const before = new Date('2026-10-26T00:00Z');

  expect(firstOpening(window, london, new Date('2026-10-24T00:00Z'), before)).toEqual(
    new Date('2026-10-25T00:15Z'),
  );
  expect(firstOpening(window, london, new Date('2026-10-25T00:46Z'), before)).toEqual(
    new Date('2026-10-25T01:15Z'),
  );
  expect(lastOpening(window, london, new Date('2026-10-24T00:00Z'), before)).toEqual(
    new Date('2026-10-25T01:45Z'),
  );
});

const time = fc.nat({ max: 1_439 });
const hhmm = (minutes: number) => new Date(minutes * MINUTE_MS).toISOString().slice(11, 16);
const anyWindow: fc.Arbitrary<SendWindow> = fc
  .tuple(fc.subarray([...WEEKDAYS], { minLength: 1 }), time, time)
  .filter(([, one, other]) => one !== other)
  .map(([days, one, other]) => ({ days, from: hhmm(Math.min(one, other)), to: hhmm(Math.max(one, other)) }));
const zones = fc.constantFrom(
  london,
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'UTC',
);
const nearAChange = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-09-06',
  '2026-09-27',
  '2026-10-25',
  '2026-10-29',
  '2026-11-01',
];
const anyMinute = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0) / MINUTE_MS, max: Date.UTC(2030, 0) / MINUTE_MS }),
  fc
    .tuple(fc.constantFrom(...nearAChange), fc.integer({ min: -2_880, max: 2_880 }))
    .map(([day, by]) => Date.parse(day) / MINUTE_MS + by),
);

test('the window opens when the clock on the wall says so, in every zone and around every change', () => {
  fc.assert(
    fc.property(anyWindow, zones, anyMinute, (window, zone, minute) => {
      const at = new Date(minute * MINUTE_MS);
      expect(isOpen(window, zone, at)).toBe(naiveIsOpen(window, zone, at));
    }),
    { numRuns: 2_000 },
  );
});

test('a search of up to ten days finds what looking minute by minute finds', () => {
  fc.assert(
    fc.property(anyWindow, zones, anyMinute, fc.nat({ max: 10 * 1_440 }), (window, zone, minute, length) => {
      const from = new Date(minute * MINUTE_MS);
      const until = new Date((minute + length) * MINUTE_MS);
      const last = lastOpening(window, zone, from, until);

      expect(firstOpening(window, zone, from, until)).toEqual(naiveFirst(window, zone, from, until));
      expect(last && wholeMinute(last)).toEqual(naiveLast(window, zone, from, until));
      expect(last === null || isOpen(window, zone, last)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a search steps over closed days as looking minute by minute does', () => {
  const everyThirdDay = (remainder: number) => (date: string) =>
    (Date.parse(date) / DAY_MS) % 3 === remainder;
  fc.assert(
    fc.property(
      anyWindow,
      zones,
      anyMinute,
      fc.nat({ max: 10 * 1_440 }),
      fc.nat({ max: 2 }).map(everyThirdDay),
      (window, zone, minute, length, isClosed) => {
        const from = new Date(minute * MINUTE_MS);
        const until = new Date((minute + length) * MINUTE_MS);
        const last = lastOpening(window, zone, from, until, isClosed);

        expect(firstOpening(window, zone, from, until, isClosed)).toEqual(
          naiveFirst(window, zone, from, until, isClosed),
        );
        expect(last && wholeMinute(last)).toEqual(naiveLast(window, zone, from, until, isClosed));
        expect(isOpen(window, zone, from, isClosed)).toBe(naiveIsOpen(window, zone, from, isClosed));
      },
    ),
    { numRuns: 80 },
  );
});

test('the day that is closed is the one on the wall, not the one in Greenwich', () => {
  const auckland: SendWindow = { days: [...WEEKDAYS], from: '09:00', to: '19:30' };
  const isClosed = (date: string) => date === '2026-11-17';
  const [from, before] = [new Date('2026-11-16T12:00Z'), new Date('2026-11-18T12:00Z')];

  expect(firstOpening(auckland, 'Pacific/Auckland', from, before, isClosed)).toEqual(
    new Date('2026-11-17T20:00Z'),
  );
});

test('a practice that is always open has no closed day', () => {
  const at = new Date('2026-12-25T03:00Z');
  const isClosed = () => true;

  expect(isOpen('always', london, at, isClosed)).toBe(true);
  expect(firstOpening('always', london, at, new Date('2026-12-26T00:00Z'), isClosed)).toEqual(at);
});

test('a practice that is always open is open at once', () => {
  const [from, until] = [new Date('2026-11-15T03:00Z'), new Date('2026-11-15T04:00Z')];

  expect(firstOpening('always', london, from, until)).toEqual(from);
  expect(lastOpening('always', london, from, until)).toEqual(until);
});

test('ten days are searched in well under a millisecond', () => {
  const window: SendWindow = { days: ['mon'], from: '03:00', to: '03:01' };
  const from = new Date('2026-03-24T00:00Z');
  const startedAt = performance.now();
  for (let round = 0; round < 1_000; round += 1)
    firstOpening(window, london, from, new Date(from.getTime() + 10 * DAY_MS));

  expect((performance.now() - startedAt) / 1_000).toBeLessThan(1);
});

function wholeMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
}
