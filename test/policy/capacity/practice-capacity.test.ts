import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CAPACITY_STATUSES, FULL_MODES } from '../../../policy/capacity/capacity-terms.ts';
import { practiceCapacity, type Statement } from '../../../policy/capacity/practice-capacity.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const PEOPLE = ['ada', 'bo', 'cy'];
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

const statement = fc.record<Statement>({
  practitionerId: fc.constantFrom(...PEOPLE, 'left'),
  serviceLineId: fc.constantFrom(null, null, 'couples'),
  status: fc.constantFrom(...CAPACITY_STATUSES),
  nextOpening: fc.constantFrom(null, '2027-01', '2027-03'),
  waitWeeks: fc.constantFrom(null, { from: 2, to: 4 }, { from: 2, to: 3 }, { from: 8, to: 12 }),
  validUntil: fc.integer({ min: -5, max: 5 }).map(at),
  mode: fc.constantFrom(...FULL_MODES),
  placesFor: fc.subarray(['p1', 'p2']),
  statedAt: fc.integer({ min: -50, max: -1 }).map(at),
});
/** One in force of each practitioner and line, as the table holds them. */
const inForce = fc.uniqueArray(statement, {
  selector: ({ practitionerId, serviceLineId }) => `${practitionerId}/${serviceLineId}`,
  maxLength: 8,
});
const statusOf = (statements: readonly Statement[], ids: readonly string[] = PEOPLE) =>
  practiceCapacity(statements, ids, NOW).status;

test('S71 §5c S71a: open if anybody who works here is, else nearly full, full only if everybody says so and it stands', () => {
  fc.assert(
    fc.property(inForce, (statements) => {
      const said = PEOPLE.map((id) =>
        statements.find(
          (one) => one.practitionerId === id && one.serviceLineId === null && one.validUntil > NOW,
        ),
      ).map((one) => one?.status);

      const expected = said.includes('open')
        ? 'open'
        : said.includes('nearly_full')
          ? 'nearly_full'
          : said.every((status) => status === 'full')
            ? 'full'
            : 'please_ask';
      expect(statusOf(statements)).toBe(expected);
    }),
  );
});

test('S71a a service line alone changes nothing, nor does the order in which people are read', () => {
  fc.assert(
    fc.property(inForce, (statements) => {
      const own = statements.filter(({ serviceLineId }) => serviceLineId === null);

      expect(practiceCapacity(statements, PEOPLE, NOW)).toEqual(practiceCapacity(own, PEOPLE, NOW));
      const { placesFor, ...whole } = practiceCapacity(statements, PEOPLE, NOW);
      const { placesFor: same, ...reversed } = practiceCapacity(statements.toReversed(), PEOPLE, NOW);
      expect(reversed).toEqual(whole);
      expect([...same].toSorted()).toEqual([...placesFor].toSorted());
    }),
  );
});

test('S71a of several: the earliest month, the shortest wait, the oldest date and the earliest end, of those who say it', () => {
  fc.assert(
    fc.property(inForce, (statements) => {
      const whole = practiceCapacity(statements, PEOPLE, NOW);
      const said = statements.filter(
        (one) =>
          one.serviceLineId === null &&
          one.validUntil > NOW &&
          PEOPLE.includes(one.practitionerId) &&
          one.status === whole.status,
      );

      expect(whole.nextOpening).toBe(said.flatMap((one) => one.nextOpening ?? []).toSorted()[0] ?? null);
      expect(whole.statedAt?.getTime() ?? Infinity).toBe(
        Math.min(...said.map((one) => one.statedAt.getTime())),
      );
      expect(whole.validUntil?.getTime() ?? Infinity).toBe(
        Math.min(...said.map((one) => one.validUntil.getTime())),
      );
    }),
  );
});

test('a practice where nobody works with people is to be asked, and never full', () => {
  fc.assert(fc.property(inForce, (statements) => statusOf(statements, []) === 'please_ask'));
});
