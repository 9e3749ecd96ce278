import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fullTimes, type KeptStatement } from '../../../policy/capacity/full-times.ts';
import { practiceCapacity, type Statement } from '../../../policy/capacity/practice-capacity.ts';
import { CAPACITY_STATUSES } from '../../../policy/capacity/capacity-terms.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const START = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;
const day = (days: number): Date => new Date(START + days * DAY_MS);
const ANNA = { id: 'anna', since: day(0) };
const BEN = { id: 'ben', since: day(0) };

const full = (practitionerId: string, from: number, to: number, untilDay = 100): KeptStatement => ({
  practitionerId,
  serviceLineId: null,
  status: 'full',
  statedAt: day(from),
  supersededAt: day(to),
  validUntil: day(untilDay),
});

test('a practice was full while everybody said so, until one took it back or a statement expired', () => {
  const both = [full('anna', 1, 20), full('ben', 5, 12)];

  expect(fullTimes(both, [ANNA, BEN])).toEqual([during(5, 12)]);
  expect(fullTimes([full('anna', 1, 20, 8)], [ANNA])).toEqual([during(1, 8)]);
  expect(fullTimes([full('anna', 1, 3), full('anna', 3, 9)], [ANNA])).toEqual([during(1, 9)]);
  expect(fullTimes([], [ANNA])).toEqual([]);
  expect(fullTimes(both, [])).toEqual([]);
});

test('somebody who began later makes nobody full or open before', () => {
  const late = { id: 'late', since: day(7) };

  expect(fullTimes([full('anna', 1, 20)], [ANNA, late])).toEqual([during(1, 7)]);
});

test(`at every moment it says what the practice said then (seed ${SEED})`, () => {
  const anyStatement = fc.record({
    practitionerId: fc.constantFrom('anna', 'ben'),
    serviceLineId: fc.constantFrom(null, null, null, 'a line'),
    status: fc.constantFrom(...CAPACITY_STATUSES, 'full' as const, 'full' as const),
    statedAt: fc.nat({ max: 40 }).map(day),
    lasts: fc.option(fc.nat({ max: 30 }), { nil: null }),
    valid: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(anyStatement, { maxLength: 8 }), fc.nat({ max: 80 * 24 }), (said, hours) => {
      const statements = said.map(({ lasts, valid, ...one }): Statement & KeptStatement => ({
        ...one,
        nextOpening: null,
        waitWeeks: null,
        mode: 'tell_referrers',
        placesFor: [],
        validUntil: new Date(one.statedAt.getTime() + valid * DAY_MS),
        supersededAt: lasts === null ? null : new Date(one.statedAt.getTime() + lasts * DAY_MS),
      }));
      const now = START + hours * (DAY_MS / 24);
      const stood = statements.filter(
        ({ statedAt, supersededAt }) =>
          statedAt.getTime() <= now && (supersededAt === null || supersededAt.getTime() > now),
      );

      const times = fullTimes(statements, [ANNA, BEN]);

      const isFull = times.some(({ from, to }) => from <= now && now < to);
      expect(isFull).toBe(practiceCapacity(stood, ['anna', 'ben'], new Date(now)).status === 'full');
      for (const [index, { from }] of times.entries())
        expect(from).toBeGreaterThan(times[index - 1]?.to ?? -Infinity);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

function during(from: number, to: number): { from: number; to: number } {
  return { from: day(from).getTime(), to: day(to).getTime() };
}
