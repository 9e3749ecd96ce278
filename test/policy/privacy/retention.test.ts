import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideErasure } from '../../../policy/privacy/erasure.ts';
import { caseDueAt, caseWarnAt } from '../../../policy/privacy/privacy-case.ts';
import {
  art14DueAt,
  decideReferredName,
  enquirerExpiresAt,
  retentionPeriodsOf,
  maxCheckIntervalMs,
  nameExpiresAt,
  nameWarningAt,
  type SentPerson,
} from '../../../policy/privacy/retention.ts';

const DAY_MS = 86_400_000;
const T = new Date('2026-01-31T10:00:00Z');
const keeping = retentionPeriodsOf({ introduction: 'P28D', unconverted: 'P90D', messageBodies: 'P365D' });
const sent: SentPerson = { receivedAt: T, byLetter: false, byLetterWithTheirYes: false, warnedAt: null };

const anyKeeping = fc.record({
  introductionMs: fc.integer({ min: 1_000, max: 28 * DAY_MS }),
  unconvertedMs: fc.integer({ min: 1_000, max: 365 * DAY_MS }),
  messageBodiesMs: fc.integer({ min: 1_000, max: 3_650 * DAY_MS }),
});
const anyMoment = fc
  .integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') })
  .map((ms) => new Date(ms));
const anySent = fc.record({
  receivedAt: anyMoment,
  byLetter: fc.boolean(),
  byLetterWithTheirYes: fc.boolean(),
  warnedAt: fc.constant(null),
});

function at(days: number): Date {
  return new Date(T.getTime() + days * DAY_MS);
}

test.each([
  ['a first name, day 20', {}, 20, 'keep'],
  ['a first name, day 21', {}, 21, 'warn'],
  ['a first name, day 27, somebody was told', { warnedAt: at(21) }, 27, 'keep'],
  ['a first name, day 28', { warnedAt: at(21) }, 28, 'erase'],
  ['a first name that nobody could be told of', {}, 28, 'erase'],
  [
    'a letter without the person’s yes, on the last day of the month after',
    { byLetter: true, warnedAt: at(21) },
    27.9,
    'keep',
  ],
  ['a letter without the person’s yes, a month later', { byLetter: true }, 28, 'erase'],
  ['a letter with their yes, day 60', { byLetter: true, byLetterWithTheirYes: true }, 60, 'keep'],
  ['a letter with their yes, day 68', { byLetter: true, byLetterWithTheirYes: true }, 68, 'warn'],
  ['a letter with their yes, day 90', { byLetter: true, byLetterWithTheirYes: true }, 90, 'erase'],
])('%s', (_, change, days, expected) => {
  expect(decideReferredName({ ...sent, ...change }, keeping, at(days)).do).toBe(expected);
});

test('nobody is kept longer than was said, whoever told us of them, and a letter never beyond its month without their yes', () => {
  fc.assert(
    fc.property(anySent, anyKeeping, fc.integer({ min: 0, max: 400 * DAY_MS }), (person, kept, waited) => {
      const now = new Date(person.receivedAt.getTime() + waited);
      const { do: step } = decideReferredName(person, kept, now);
      const goesAt = nameExpiresAt(person, kept);
      const month = art14DueAt({ ...person, firstCommunicationAt: null, firstDisclosureAt: null });

      expect(step === 'erase').toBe(now >= goesAt);
      expect(nameWarningAt(person, kept) <= goesAt).toBe(true);
      if (!person.byLetterWithTheirYes) expect(goesAt <= month).toBe(true);
      expect(goesAt.getTime() - person.receivedAt.getTime()).toBeLessThanOrEqual(
        Math.max(kept.introductionMs, kept.unconvertedMs),
      );
    }),
  );
});

test('asked at every moment, somebody is told once and then it is erased for good', () => {
  fc.assert(
    fc.property(anySent, anyKeeping, (person, kept) => {
      const steps: string[] = [];
      let warnedAt: Date | null = null;
      const ends = nameExpiresAt(person, kept).getTime() - person.receivedAt.getTime();
      for (const part of [0, 0.5, 0.75, 0.8, 0.99, 1, 1.5]) {
        const now = new Date(person.receivedAt.getTime() + Math.ceil(ends * part));
        const { do: step } = decideReferredName({ ...person, warnedAt }, kept, now);
        if (step === 'warn') warnedAt = now;
        steps.push(step);
      }
      expect(steps.filter((step) => step === 'warn')).toHaveLength(1);
      expect(steps.slice(-2)).toEqual(['erase', 'erase']);
    }),
  );
});

test.each([
  [
    'a month from the last day of January',
    { firstCommunicationAt: null, firstDisclosureAt: null },
    '2026-02-28T10:00:00.000Z',
  ],
  ['the first word to them', { firstCommunicationAt: at(3), firstDisclosureAt: at(9) }, at(3).toISOString()],
  [
    'the first time that somebody else hears of them',
    { firstCommunicationAt: at(9), firstDisclosureAt: at(2) },
    at(2).toISOString(),
  ],
])('a person is told of their data by the earliest of three: %s', (_, moments, expected) => {
  expect(art14DueAt({ receivedAt: T, ...moments }).toISOString()).toBe(expected);
});

test.each([
  [{ isClient: false, isWaiting: false }, at(90)],
  [{ isClient: false, isWaiting: false, recordedAt: at(100) }, at(190)],
  [{ isClient: true, isWaiting: false }, null],
  [{ isClient: false, isWaiting: true }, null],
])(
  'an enquirer’s details go 90 days after the last contact or their entry, unless they came or wait: %j',
  (state, goesAt) => {
    expect(enquirerExpiresAt({ lastContactAt: T, recordedAt: T, ...state }, keeping)).toEqual(goesAt);
  },
);

test('the next look is never further away than a day, nor than a quarter of what is kept', () => {
  fc.assert(
    fc.property(anyKeeping, (kept) => {
      const pause = maxCheckIntervalMs(kept);
      expect(pause).toBeGreaterThanOrEqual(1_000);
      expect(pause).toBeLessThanOrEqual(DAY_MS);
      expect(pause).toBeLessThanOrEqual(Math.max(1_000, kept.introductionMs / 4));
    }),
  );
});

test('a complaint has 30 days and a word on day 21; an incident 72 hours and a word a day before', () => {
  expect([caseDueAt('complaint', T), caseWarnAt('complaint', T)]).toEqual([at(30), at(21)]);
  expect([caseDueAt('incident', T), caseWarnAt('incident', T)]).toEqual([at(3), at(2)]);
});

test('an erasure asks the carrier before the addresses are gone, and only when nothing is on its way', () => {
  const asked = { status: 'asked' as const, askedAt: T, inFlight: false, providerAsked: false };
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 0, max: 2 * 3_600_000 }),
      (inFlight, providerAsked, ms) => {
        const now = new Date(T.getTime() + ms);
        const step = decideErasure({ ...asked, inFlight, providerAsked }, now);
        if (inFlight && ms < 3_600_000) expect(step.do === 'wait' && step.at > now).toBe(true);
        else expect(step).toEqual({ do: providerAsked ? 'erase' : 'ask_provider' });
      },
    ),
  );
  for (const status of ['erased', 'done'] as const)
    expect(decideErasure({ ...asked, status, inFlight: true }, T)).toEqual({ do: 'close' });
});
