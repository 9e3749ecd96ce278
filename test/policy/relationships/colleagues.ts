import fc from 'fast-check';
import type { ColleagueFacts, RhythmRules } from '../../../policy/relationships/relationship-terms.ts';

export const DAY_MS = 86_400_000;
/** A Wednesday. */
export const NOW = new Date('2026-07-01T12:00:00Z');

export function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

export function daysAhead(days: number): Date {
  return daysAgo(-days);
}

/** What every practice begins with. */
export const RULES: RhythmRules = {
  topMs: 42 * DAY_MS,
  activeMs: 90 * DAY_MS,
  dormantMs: 180 * DAY_MS,
  newMs: [14, 42, 84, 168].map((days) => days * DAY_MS),
  fullFactor: 2,
  fullUntil: null,
  minGapMs: 28 * DAY_MS,
  dried: 0.05,
  watch: 0.1,
  zone: 'Europe/London',
};

/** Known for long, and never heard of. */
export function colleague(change: Partial<ColleagueFacts> = {}): ColleagueFacts {
  return {
    createdAt: daysAgo(1_000),
    fromFile: false,
    pausedUntil: null,
    firstContactAt: null,
    lastContact: null,
    arrivalsInYear: 0,
    lastArrivalAt: null,
    arrivalsInTwoYears: 0,
    firstArrivalInTwoYearsAt: null,
    toldFullMs: 0,
    isToldFull: false,
    messagedAt: null,
    driedUpAskedAt: null,
    checkIn: null,
    ...change,
  };
}

/** Somebody came through them on these days before now, and nothing else happened. */
export function arrivedOn(days: readonly number[], change: Partial<ColleagueFacts> = {}): ColleagueFacts {
  const sorted = days.toSorted((one, other) => other - one);
  const within = sorted.filter((day) => day <= 730);
  const at = (day: number | undefined) => (day === undefined ? null : daysAgo(day));
  const last = at(sorted.at(-1));
  return colleague({
    firstContactAt: at(sorted[0]),
    lastContact: last && { at: last, kind: 'referral' },
    arrivalsInYear: sorted.filter((day) => day <= 365).length,
    lastArrivalAt: last,
    arrivalsInTwoYears: within.length,
    firstArrivalInTwoYearsAt: at(within[0]),
    ...change,
  });
}

const day = fc.double({ min: 0, max: 1_000, noNaN: true });

/** Anybody, as the database could have them. */
export const anybody: fc.Arbitrary<ColleagueFacts> = fc
  .record({
    days: fc.array(day, { maxLength: 12 }),
    createdAt: day.map(daysAgo),
    fromFile: fc.boolean(),
    touchedAgo: fc.option(day, { nil: null }),
    messagedAgo: fc.option(day, { nil: null }),
    pausedFor: fc.option(fc.integer({ min: -20, max: 400 }), { nil: null }),
    driedUpAskedAgo: fc.option(day, { nil: null }),
  })
  .map(({ days, createdAt, fromFile, touchedAgo, messagedAgo, pausedFor, driedUpAskedAgo }) => {
    const arrived = arrivedOn(days);
    const touch = touchedAgo === null ? null : { at: daysAgo(touchedAgo), kind: 'call' as const };
    const newest =
      touch && arrived.lastContact && touch.at < arrived.lastContact.at ? arrived.lastContact : touch;
    return {
      ...arrived,
      createdAt,
      fromFile,
      lastContact: newest ?? arrived.lastContact,
      messagedAt: messagedAgo === null ? null : daysAgo(messagedAgo),
      pausedUntil: pausedFor === null ? null : daysAhead(pausedFor).toISOString().slice(0, 10),
      driedUpAskedAt: driedUpAskedAgo === null ? null : daysAgo(driedUpAskedAgo),
    };
  });
