import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { carrierMoment, endOfDay, type CarrierClock } from '../../../policy/calendar/carrier-moment.ts';
import { isQuietDay, type HolidayCalendar } from '../../../policy/calendar/holidays.ts';
import type { SendWindow } from '../../../policy/calendar/send-window.ts';
import { toMs } from '../../../policy/calendar/duration.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import { naiveFirst, naiveIsOpen } from './naive-window.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const london = 'Europe/London';
const { sendWindows, carrierTiming } = defaultPolicy('the owner');
if (sendWindows === 'always') throw new Error('The default windows are not "always".');
const { clients, professionals } = sendWindows;
const notBeforeMs = toMs(carrierTiming.notBefore);
const followUpMs = toMs(carrierTiming.limit);
const endingMs = toMs(carrierTiming.endingLimit);

type Case = {
  anchor: string;
  now?: string;
  notEarlierThan?: string;
  limitMs?: number;
  window?: SendWindow;
  zone?: string;
  holidays?: HolidayCalendar;
};

function momentOf({ anchor, now = anchor, notEarlierThan, ...rest }: Case): string | null {
  const moment = carrierMoment({
    anchor: new Date(anchor),
    now: new Date(now),
    notEarlierThan: notEarlierThan ? new Date(notEarlierThan) : null,
    notBeforeMs,
    limitMs: followUpMs,
    window: clients,
    zone: london,
    holidays: 'gb-eng',
    ...rest,
  });
  return moment?.toISOString().replace(':00.000Z', 'Z') ?? null;
}

test.each<[string, Case, string | null]>([
  ['a session on Friday evening: Saturday afternoon', { anchor: '2026-11-13T20:00Z' }, '2026-11-14T14:00Z'],
  ['a session on Saturday: Monday morning', { anchor: '2026-11-14T10:00Z' }, '2026-11-16T09:00Z'],
  [
    'a session of which only the day is known: 18 hours after its end',
    { anchor: endOfDay('2026-11-13', london).toISOString() },
    '2026-11-14T17:59:59.999Z',
  ],
  [
    'somebody wrote this morning: not again today',
    { anchor: '2026-11-09T10:00Z', notEarlierThan: '2026-11-11T08:00Z' },
    '2026-11-11T09:00Z',
  ],
  [
    'somebody wrote long ago: no matter',
    { anchor: '2026-11-09T10:00Z', notEarlierThan: '2026-11-02T08:00Z' },
    '2026-11-10T09:00Z',
  ],
  [
    'reported after three days, in the window: at once',
    { anchor: '2026-11-09T10:00Z', now: '2026-11-12T15:10Z' },
    '2026-11-12T15:10Z',
  ],
  [
    'reported after three days, in the night: in the morning',
    { anchor: '2026-11-09T10:00Z', now: '2026-11-12T23:10Z' },
    '2026-11-13T09:00Z',
  ],
  [
    'the last opening is just before the limit',
    { anchor: '2026-11-09T09:01Z', now: '2026-11-14T19:31Z' },
    '2026-11-16T09:00Z',
  ],
  ['the next opening is the limit', { anchor: '2026-11-09T09:00Z', now: '2026-11-14T19:31Z' }, null],
  ['reported after the limit', { anchor: '2026-11-09T10:00Z', now: '2026-11-16T10:00Z' }, null],
  [
    'not again before the limit is over',
    { anchor: '2026-11-09T10:00Z', notEarlierThan: '2026-11-16T10:00Z' },
    null,
  ],
])(
  'a follow-up goes at the first opening after 18 hours and within a week, or not at all: %s',
  (_, at, expected) => {
    expect(momentOf(at)).toBe(expected);
  },
);

test.each<[string, Case, string | null]>([
  ['a session on 22 December: on the 23rd', { anchor: '2026-12-22T18:00Z' }, '2026-12-23T12:00Z'],
  ['a session on 23 December: its week is over first', { anchor: '2026-12-23T18:00Z' }, null],
  ['a session on 28 December: on 4 January', { anchor: '2026-12-28T10:00Z' }, '2027-01-04T09:00Z'],
  ['the same in Scotland, which rests on the 4th', { anchor: '2026-12-28T10:00Z', holidays: 'gb-sct' }, null],
  [
    'a session on 23 December where no calendar is kept: on the 24th',
    { anchor: '2026-12-23T18:00Z', holidays: 'none' },
    '2026-12-24T12:00Z',
  ],
  [
    'a demonstration, which is always open: on Christmas Day',
    { anchor: '2026-12-24T18:00Z', window: 'always' },
    '2026-12-25T12:00Z',
  ],
])('a follow-up waits until Christmas is over, or does not go at all: %s', (_, at, expected) => {
  expect(momentOf(at)).toBe(expected);
});

test.each<[string, Case, string | null]>([
  ['in England on 4 January', { anchor: '2026-12-23T18:00Z' }, '2027-01-04T09:00Z'],
  ['in Scotland on the 5th', { anchor: '2026-12-23T18:00Z', holidays: 'gb-sct' }, '2027-01-05T09:00Z'],
  [
    'in Ireland on 4 January 2028, for the 3rd makes up for New Year',
    { anchor: '2027-12-23T18:00Z', holidays: 'ie', zone: 'Europe/Dublin' },
    '2028-01-04T09:00Z',
  ],
])('the note on an ending just before Christmas goes in the new year: %s', (_, at, expected) => {
  expect(momentOf({ ...at, limitMs: endingMs })).toBe(expected);
});

test.each<[string, Case, string]>([
  ['Maundy Thursday, England: Saturday', { anchor: '2026-04-02T14:00Z' }, '2026-04-04T08:00Z'],
  [
    'Maundy Thursday, a practice that writes from Monday to Friday, England: Tuesday',
    { anchor: '2026-04-02T14:00Z', window: professionals },
    '2026-04-07T07:30Z',
  ],
  [
    'the same in Scotland: Easter Monday',
    { anchor: '2026-04-02T14:00Z', window: professionals, holidays: 'gb-sct' },
    '2026-04-06T07:30Z',
  ],
  ['Holy Saturday, England: Tuesday', { anchor: '2026-04-04T15:00Z' }, '2026-04-07T08:00Z'],
  [
    'Holy Saturday, Scotland: Easter Monday',
    { anchor: '2026-04-04T15:00Z', holidays: 'gb-sct' },
    '2026-04-06T08:00Z',
  ],
  [
    'before a Fourth of July on a Saturday, New York: Monday',
    { anchor: '2026-07-02T20:00Z', zone: 'America/New_York', holidays: 'us' },
    '2026-07-06T13:00Z',
  ],
])('nothing that may carry a prompt goes on a holiday: %s', (_, at, expected) => {
  expect(momentOf(at)).toBe(expected);
});

const everyDay: SendWindow = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '09:00',
  to: '19:30',
};
test.each<[string, Case, string]>([
  ['forward, 18 hours are 18 hours', { anchor: '2026-03-28T15:00Z', window: everyDay }, '2026-03-29T09:00Z'],
  ['forward, nine is nine on the wall', { anchor: '2026-03-28T16:00Z' }, '2026-03-30T08:00Z'],
  ['back, 18 hours are 18 hours', { anchor: '2026-10-24T16:00Z', window: everyDay }, '2026-10-25T10:00Z'],
  ['back, nine is nine on the wall', { anchor: '2026-10-24T15:00Z' }, '2026-10-26T09:00Z'],
])('when the clocks change: %s', (_, at, expected) => {
  expect(momentOf(at)).toBe(expected);
});

const zones = fc.constantFrom(london, 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC');
const calendars = fc.constantFrom<HolidayCalendar>('none', 'gb-eng', 'gb-sct', 'gb-nir', 'us', 'ie');
const specialDays = ['2026-12-25', '2027-12-25', '2026-04-05', '2026-03-29', '2026-10-25'];
const anyAnchor = fc
  .oneof(
    fc.integer({ min: Date.UTC(2025, 0) / MINUTE_MS, max: Date.UTC(2030, 0) / MINUTE_MS }),
    fc
      .tuple(fc.constantFrom(...specialDays), fc.integer({ min: -14 * 1_440, max: 14 * 1_440 }))
      .map(([day, by]) => Date.parse(day) / MINUTE_MS + by),
  )
  .map((minute) => new Date(minute * MINUTE_MS));
const anyClock: fc.Arbitrary<CarrierClock> = fc
  .record({
    anchor: anyAnchor,
    elapsedMinutes: fc.nat({ max: 10 * 1_440 }),
    heldMinutes: fc.option(fc.nat({ max: 10 * 1_440 }), { nil: null }),
    limitMs: fc.constantFrom(followUpMs, endingMs),
    window: fc.constantFrom<SendWindow>(clients, professionals, 'always', {
      days: ['sun'],
      from: '00:30',
      to: '02:30',
    }),
    zone: zones,
    holidays: calendars,
  })
  .map(({ elapsedMinutes, heldMinutes, ...rest }) => ({
    ...rest,
    notBeforeMs,
    now: later(rest.anchor, elapsedMinutes * MINUTE_MS),
    notEarlierThan: heldMinutes === null ? null : later(rest.anchor, heldMinutes * MINUTE_MS),
  }));

test('it is the moment that looking minute by minute finds', () => {
  fc.assert(
    fc.property(anyClock, (clock) => {
      const { anchor, now, notEarlierThan, window, zone, holidays } = clock;
      const earliest = [later(anchor, notBeforeMs), now, notEarlierThan ?? now].toSorted(
        (a, b) => +b - +a,
      )[0];
      const naive = naiveFirst(window, zone, earliest ?? now, later(anchor, clock.limitMs), (date) =>
        isQuietDay(holidays, date),
      );

      expect(carrierMoment(clock)).toEqual(naive);
    }),
    { numRuns: 200 },
  );
});

test('nothing goes too soon, too late, in the past, outside the window or on a quiet day', () => {
  fc.assert(
    fc.property(anyClock, (clock) => {
      const moment = carrierMoment(clock);
      if (!moment) return;
      const { anchor, now, notEarlierThan, window, zone, holidays } = clock;
      const isClosed = (date: string) => isQuietDay(holidays, date);

      expect(moment.getTime()).toBeGreaterThanOrEqual(anchor.getTime() + notBeforeMs);
      expect(moment.getTime()).toBeLessThan(anchor.getTime() + clock.limitMs);
      expect(moment.getTime()).toBeGreaterThanOrEqual(
        Math.max(now.getTime(), notEarlierThan?.getTime() ?? 0),
      );
      expect(naiveIsOpen(window, zone, moment, isClosed)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('asked again at the moment it named, it names the same moment', () => {
  fc.assert(
    fc.property(anyClock, (clock) => {
      const moment = carrierMoment(clock);
      if (moment) expect(carrierMoment({ ...clock, now: moment })).toEqual(moment);
    }),
    { numRuns: 1_000 },
  );
});

test('what was dropped stays dropped, and asking later never makes it earlier', () => {
  fc.assert(
    fc.property(anyClock, fc.nat({ max: 5 * DAY_MS }), (clock, ms) => {
      const [sooner, after] = [carrierMoment(clock), carrierMoment({ ...clock, now: later(clock.now, ms) })];
      expect(after?.getTime() ?? Infinity).toBeGreaterThanOrEqual(sooner?.getTime() ?? Infinity);
    }),
    { numRuns: 1_000 },
  );
});

test('with the hours a practice starts with, the note on an ending always finds a day, Christmas or not', () => {
  const dropped: Case[] = [];
  for (let at = Date.UTC(2025, 0); at < Date.UTC(2031, 0); at += DAY_MS / 2)
    for (const holidays of ['gb-eng', 'gb-sct', 'gb-nir', 'ie', 'us'] as const) {
      const ending = { anchor: new Date(at).toISOString(), limitMs: endingMs, holidays };
      if (momentOf(ending) === null) dropped.push(ending);
    }

  expect(dropped).toEqual([]);
});

test('a day ends with its last millisecond on the wall, in every zone and around every change', () => {
  fc.assert(
    fc.property(anyAnchor, zones, (at, zone) => {
      const date = at.toISOString().slice(0, 10);
      const end = endOfDay(date, zone);

      expect(dateOnTheWall(end, zone)).toBe(date);
      expect(dateOnTheWall(later(end, 1), zone)).toBe(dateOfNextDay(date));
    }),
    { numRuns: 500 },
  );
  expect(endOfDay('2026-07-01', london)).toEqual(new Date('2026-07-01T22:59:59.999Z'));
  expect(endOfDay('2026-10-25', london)).toEqual(new Date('2026-10-25T23:59:59.999Z'));
});

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

function dateOnTheWall(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
}

function dateOfNextDay(date: string): string {
  return new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
}
