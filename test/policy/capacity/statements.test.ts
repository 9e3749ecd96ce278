import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstWorkingDay, opensAt } from '../../../policy/capacity/opens-at.ts';
import { placeWords, type PlaceFacts } from '../../../policy/capacity/place-words.ts';
import { statementFaults, validUntilOf } from '../../../policy/capacity/statement-rules.ts';
import { statementWords, type Said } from '../../../policy/capacity/statement-words.ts';

const DAY_MS = 86_400_000;
const LONDON = 'Europe/London';
const around = (now: string, zone = LONDON) => ({ validForMs: 42 * DAY_MS, zone, now: new Date(now) });
const faults = (
  stating: Parameters<typeof statementFaults>[0],
  now = '2026-11-30T10:00:00Z',
  zone = LONDON,
) => statementFaults(stating, around(now, zone)).map(({ path }) => path);

test.each([
  ['the day the clocks go back has 25 hours', '2026-10-25', LONDON, '2026-10-25T23:59:59.999Z'],
  ['the day before ends in summer time', '2026-10-24', LONDON, '2026-10-24T22:59:59.999Z'],
  ['the day they go forward', '2027-03-28', LONDON, '2027-03-28T22:59:59.999Z'],
  ['the end of a year, far east', '2026-12-31', 'Pacific/Auckland', '2026-12-31T10:59:59.999Z'],
  ['a leap day', '2028-02-29', 'America/New_York', '2028-03-01T04:59:59.999Z'],
  ['a time is that time', '2026-12-24T12:00:00+01:00', LONDON, '2026-12-24T11:00:00.000Z'],
])(
  'S71a a statement stands until the end of its date on the wall of the practice: %s',
  (_, validUntil, zone, end) => {
    const now = around('2026-10-01T10:00:00Z', zone);

    expect(validUntilOf({ status: 'full', validUntil }, now).toISOString()).toBe(end);
  },
);

test('S71a without an end it stands for validFor, with a later month too; elapsed time, whatever the clocks do', () => {
  const stated = around('2026-10-01T10:00:00Z');
  const until = validUntilOf({ status: 'full', nextOpening: '2027-06' }, stated);

  expect(until.getTime() - stated.now.getTime()).toBe(42 * DAY_MS);
});

test.each([
  ['the month after this one', { status: 'full', nextOpening: '2026-12' }, []],
  ['this month', { status: 'full', nextOpening: '2026-11' }, ['nextOpening']],
  ['a month that is over', { status: 'nearly_full', nextOpening: '2025-12' }, ['nextOpening']],
  ['a month of who has room', { status: 'open', nextOpening: '2027-03' }, ['nextOpening']],
  ['an end that is past', { status: 'open', validUntil: '2026-11-29' }, ['validUntil']],
  ['today', { status: 'open', validUntil: '2026-11-30' }, []],
  [
    'two faults at once',
    { status: 'full', nextOpening: '2026-01', validUntil: '2026-11-30T10:00:00Z' },
    ['nextOpening', 'validUntil'],
  ],
] as const)('S71a what is wrong with a statement is named: %s', (_, stating, wrong) => {
  expect(faults(stating)).toEqual(wrong);
});

test('the month is the one on the wall: where December has begun, December is no later month, and January is', () => {
  const lastHour = '2026-11-30T23:30:00Z';

  expect(faults({ status: 'full', nextOpening: '2026-12' }, lastHour, 'Europe/Berlin')).toEqual([
    'nextOpening',
  ]);
  expect(faults({ status: 'full', nextOpening: '2026-12' }, lastHour, LONDON)).toEqual([]);
  expect(faults({ status: 'full', nextOpening: '2027-01' }, '2026-12-31T12:00:00Z')).toEqual([]);
});

test.each([
  ['2027-01', 'gb-eng', '2027-01-04'],
  ['2027-01', 'gb-sct', '2027-01-05'],
  ['2027-01', 'none', '2027-01-01'],
  ['2027-05', 'gb-eng', '2027-05-04'],
  ['2027-08', 'gb-eng', '2027-08-02'],
  ['2027-03', 'us', '2027-03-01'],
] as const)('S74a the first working day of %s under %s is %s', (month, holidays, day) => {
  expect(firstWorkingDay(month, holidays)).toBe(day);
});

test('S74a it begins at midnight on the wall of the practice', () => {
  expect(opensAt('2027-04', { zone: LONDON, holidays: 'none' }).toISOString()).toBe(
    '2027-03-31T23:00:00.000Z',
  );
});

const SAID: Said = { status: 'open', nextOpening: null, waitWeeks: null, asOf: '2026-11-29' };
test.each<[Partial<Said>, string]>([
  [{}, 'We have room for new people. As of 29 November 2026.'],
  [
    { status: 'nearly_full', waitWeeks: { from: 2, to: 4 } },
    'We have a few places left; the wait is about 2 to 4 weeks. As of 29 November 2026.',
  ],
  [{ status: 'nearly_full' }, 'We have a few places left. As of 29 November 2026.'],
  [
    { status: 'full', nextOpening: '2027-03', waitWeeks: { from: 8, to: 12 } },
    "We're full at the moment; our next openings are in March 2027. As of 29 November 2026.",
  ],
  [
    { status: 'full', waitWeeks: { from: 8, to: 12 } },
    "We're full at the moment; the wait is about 8 to 12 weeks. As of 29 November 2026.",
  ],
  [
    { status: 'full', sooner: 'Ada Okafor' },
    "We're full at the moment; we don't have a date yet. Ada Okafor can see you sooner. As of 29 November 2026.",
  ],
  [{ status: 'please_ask', asOf: null }, 'Please ask whether we can see you.'],
])('S71b the statement reads in exactly these words: %j', (said, words) => {
  expect(statementWords({ ...SAID, ...said })).toBe(words);
});

const stated = (change: Partial<Said>) => {
  const said = { ...SAID, ...change };
  return { ...said, statement: statementWords(said) };
};
const PLACES: PlaceFacts = {
  said: stated({ status: 'full', nextOpening: '2027-03' }),
  practiceName: 'Willow',
  profile: 'UK_DEFAULT',
  phone: '020 7946 0018',
  website: 'https://willow.example',
  room: ['Ada Okafor', 'Tom Reed'],
  ringsBackWithinMs: DAY_MS,
};
const wordsFor = (place: string, change: Partial<PlaceFacts> = {}) =>
  placeWords({ ...PLACES, ...change }).find((one) => one.place === place)?.words ?? '';

test('M11 S72 the voicemail can be spoken as it stands, and says who has room and where help is at once', () => {
  expect(wordsFor('voicemail')).toBe(
    "You've reached Willow. We're full at the moment; our next openings are in March 2027. Leave your name and number and we'll ring back by this time tomorrow. If you'd rather not wait, Ada Okafor or Tom Reed may be able to see you sooner. If you need help urgently, call 111 and choose mental health, or Samaritans on 116 123, day or night. In an emergency, 999.",
  );
  const said = stated({ status: 'full' });
  expect(wordsFor('voicemail', { said, room: [], ringsBackWithinMs: 2 * DAY_MS })).toContain(
    "we don't have a date yet. Leave your name and number and we'll ring back by this time in 2 days. If you'd rather not wait, we're happy to suggest someone good: just ask.",
  );
  expect(wordsFor('voicemail', { profile: 'US_STRICT' })).toMatch(/988.* 911\.$/);
  expect(wordsFor('voicemail', { profile: 'US_STRICT' })).not.toMatch(/111|999|Samaritans/);
});

test('S72 no place says anything that is not so: whoever has room sends nobody elsewhere, and nothing says undefined', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('open', 'nearly_full', 'full', 'please_ask'),
      fc.constantFrom(null, { from: 0, to: 1 }),
      fc.constantFrom(null, '2027-03'),
      fc.boolean(),
      (status, waitWeeks, nextOpening, isBare) => {
        const said = stated({ status, waitWeeks, nextOpening });
        const bare = isBare ? { phone: null, website: null, room: [] } : {};
        for (const { words } of placeWords({ ...PLACES, said, ...bare })) {
          expect(words).not.toMatch(/undefined|null|NaN|\{|\s{2}/);
          expect(words.includes('sooner') && status !== 'full').toBe(false);
        }
      },
    ),
  );
});
