import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  acknowledgementMoment,
  type AcknowledgementClock,
} from '../../../policy/calendar/acknowledgement-moment.ts';
import { isOpen, type SendWindow } from '../../../policy/calendar/send-window.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const { sendWindows } = defaultPolicy('the owner');
if (sendWindows === 'always') throw new Error('The default windows are not "always".');
const { clients, professionals } = sendWindows;

type Case = { startedAt: string; now?: string; window: SendWindow; zone?: string; sendAfterMs?: number };

function momentOf({
  startedAt,
  now = startedAt,
  window,
  zone = 'Europe/London',
  sendAfterMs = 44 * HOUR_MS,
}: Case): string {
  return acknowledgementMoment({
    startedAt: new Date(startedAt),
    now: new Date(now),
    sendAfterMs,
    deadlineMs: 48 * HOUR_MS,
    window,
    zone,
  })
    .toISOString()
    .replace(':00.000Z', 'Z');
}

test.each<[string, Case, string]>([
  [
    'in the window after 44 hours: then',
    { startedAt: '2026-11-09T10:00Z', window: clients },
    '2026-11-11T09:00Z',
  ],
  [
    'due Sunday 03:00: Saturday 19:30',
    { startedAt: '2026-11-13T07:00Z', window: clients },
    '2026-11-14T19:30Z',
  ],
  [
    'a professional, Friday 16:00: Friday 17:30',
    { startedAt: '2026-11-13T16:00Z', window: professionals },
    '2026-11-13T17:30Z',
  ],
  [
    'a professional, Friday 18:00: after 44 hours all the same',
    { startedAt: '2026-11-13T18:00Z', window: professionals },
    '2026-11-15T14:00Z',
  ],
  [
    'clocks go forward: 44 hours are 44 hours',
    { startedAt: '2026-03-27T22:00Z', window: 'always' },
    '2026-03-29T18:00Z',
  ],
  [
    'clocks go back: 44 hours are 44 hours',
    { startedAt: '2026-10-23T21:00Z', window: 'always' },
    '2026-10-25T17:00Z',
  ],
  [
    'clocks go forward: Saturday 19:30 by the wall',
    { startedAt: '2026-03-27T07:00Z', window: clients },
    '2026-03-28T19:30Z',
  ],
  [
    'clocks went forward: opening time by the new clock',
    { startedAt: '2026-03-28T09:00Z', window: clients },
    '2026-03-30T08:00Z',
  ],
  [
    'clocks go back: Saturday 19:30 by the wall',
    { startedAt: '2026-10-23T07:00Z', window: clients },
    '2026-10-24T18:30Z',
  ],
  [
    'clocks went back: opening time by the new clock',
    { startedAt: '2026-10-24T11:00Z', window: clients },
    '2026-10-26T09:00Z',
  ],
  [
    'Christmas Eve at ten: thanks ignore holidays',
    { startedAt: '2026-12-24T10:00Z', window: clients },
    '2026-12-26T09:00Z',
  ],
  [
    'Christmas for a professional: thanks ignore holidays',
    { startedAt: '2025-12-23T14:00Z', window: professionals },
    '2025-12-25T10:00Z',
  ],
  [
    'one person alone: after 20 hours',
    { startedAt: '2026-11-09T14:00Z', window: clients, sendAfterMs: 20 * HOUR_MS },
    '2026-11-10T10:00Z',
  ],
  [
    'one person alone, in the night: at nine',
    { startedAt: '2026-11-09T06:00Z', window: clients, sendAfterMs: 20 * HOUR_MS },
    '2026-11-10T09:00Z',
  ],
  [
    'logged after 45 hours: at once',
    { startedAt: '2026-11-09T14:00Z', now: '2026-11-11T11:00Z', window: clients },
    '2026-11-11T11:00Z',
  ],
  [
    'late: the next opening',
    { startedAt: '2026-11-12T20:00Z', now: '2026-11-14T20:00Z', window: clients },
    '2026-11-16T09:00Z',
  ],
  [
    'late, in the window: at once',
    { startedAt: '2026-11-10T12:00Z', now: '2026-11-13T12:00Z', window: clients },
    '2026-11-13T12:00Z',
  ],
  [
    'closing time has just passed: at once',
    { startedAt: '2026-11-13T07:00Z', now: '2026-11-14T19:31Z', window: clients },
    '2026-11-14T19:31Z',
  ],
  [
    'closing time passed ten minutes ago: at once',
    { startedAt: '2026-11-13T07:00Z', now: '2026-11-14T19:40Z', window: clients },
    '2026-11-14T19:40Z',
  ],
  [
    'closing time passed before anybody knew: after 44 hours, not in the night',
    { startedAt: '2026-11-13T07:00Z', now: '2026-11-14T19:41Z', window: clients },
    '2026-11-15T03:00Z',
  ],
  [
    'a professional, Friday 16:00, logged on Saturday at 22:00: after 44 hours',
    { startedAt: '2026-11-13T16:00Z', now: '2026-11-14T22:00Z', window: professionals },
    '2026-11-15T12:00Z',
  ],
  [
    'the same, logged after 45 hours: at once, for Monday is too late',
    { startedAt: '2026-11-13T16:00Z', now: '2026-11-15T13:00Z', window: professionals },
    '2026-11-15T13:00Z',
  ],
])('%s', (_, clock, expected) => {
  expect(momentOf(clock)).toBe(expected);
});

const anyWindow: fc.Arbitrary<SendWindow> = fc.constantFrom(
  clients,
  professionals,
  'always',
  { days: ['wed'], from: '09:00', to: '12:00' },
  { days: ['sun'], from: '00:30', to: '02:30' },
);
const anyClock: fc.Arbitrary<AcknowledgementClock> = fc
  .record({
    startedAt: fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) }),
    elapsedMs: fc.nat({ max: 180 * HOUR_MS }),
    deadlineMs: fc.integer({ min: 2, max: 48 * HOUR_MS }),
    share: fc.double({ min: 0, max: 0.99, noNaN: true }),
    window: anyWindow,
    zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
  })
  .map(({ startedAt, elapsedMs, share, deadlineMs, ...rest }) => ({
    ...rest,
    deadlineMs,
    startedAt: new Date(startedAt),
    now: new Date(startedAt + elapsedMs),
    sendAfterMs: Math.floor(deadlineMs * share),
  }));
const msOf = (clock: AcknowledgementClock) => acknowledgementMoment(clock).getTime();
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
const holds = (property: (clock: AcknowledgementClock) => void) =>
  fc.assert(fc.property(anyClock, property), { numRuns: 1_000 });

test('nobody is thanked before they referred, nor in the past', () => {
  holds((clock) => {
    expect(msOf(clock)).toBeGreaterThanOrEqual(clock.startedAt.getTime());
    expect(msOf(clock)).toBeGreaterThanOrEqual(clock.now.getTime());
  });
});

test('while there is time, the thanks is never planned for after the deadline', () => {
  holds((clock) => {
    const deadline = clock.startedAt.getTime() + clock.deadlineMs;
    if (clock.now.getTime() < deadline) expect(msOf(clock)).toBeLessThan(deadline);
  });
});

test('late thanks wait for the window', () => {
  holds((clock) => {
    if (clock.now.getTime() < clock.startedAt.getTime() + clock.deadlineMs) return;
    expect(isOpen(clock.window, clock.zone, acknowledgementMoment(clock))).toBe(true);
  });
});

test('asked again at the moment it named, it names the same moment', () => {
  holds((clock) => {
    const moment = acknowledgementMoment(clock);
    expect(acknowledgementMoment({ ...clock, now: moment })).toEqual(moment);
  });
});

test('asked later, it never names an earlier moment', () => {
  fc.assert(
    fc.property(anyClock, fc.nat({ max: 72 * HOUR_MS }), (clock, ms) => {
      expect(msOf({ ...clock, now: later(clock.now, ms) })).toBeGreaterThanOrEqual(msOf(clock));
    }),
    { numRuns: 1_000 },
  );
});

test('whoever referred later is not thanked earlier', () => {
  fc.assert(
    fc.property(anyClock, fc.nat({ max: 72 * 60 }), (clock, minutes) => {
      const first = { ...clock, now: clock.startedAt };
      const startedAt = later(clock.startedAt, minutes * MINUTE_MS);
      expect(msOf({ ...clock, startedAt, now: startedAt })).toBeGreaterThanOrEqual(msOf(first));
    }),
    { numRuns: 1_000 },
  );
});

test('a timer that fires a little late finds that it is time', () => {
  const startedAt = new Date('2026-11-13T07:00Z');
  const clock = {
    startedAt,
    now: startedAt,
    sendAfterMs: 44 * HOUR_MS,
    deadlineMs: 48 * HOUR_MS,
    window: clients,
    zone: 'Europe/London',
  };
  const now = later(acknowledgementMoment(clock), 50);

  expect(acknowledgementMoment({ ...clock, now })).toEqual(now);
});
