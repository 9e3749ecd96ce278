import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hl7Capacity } from '../../../policy/capacity/hl7-capacity.ts';
import { practiceCapacity, type Statement } from '../../../policy/capacity/practice-capacity.ts';
import { publicCapacity, type PublicCapacity } from '../../../policy/capacity/public-capacity.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const LATER = new Date('2027-01-10T12:00:00Z');
const PEOPLE = [
  { id: 'ann', name: 'Ann' },
  { id: 'ben', name: 'Ben' },
  { id: 'cleo', name: 'Cleo' },
];
const LINES = new Map([
  ['c', 'Counselling'],
  ['a', 'Art therapy'],
]);
const PLEASE_ASK = 'Please ask whether we can see you.';

function said(
  practitionerId: string,
  status: Statement['status'],
  change: Partial<Statement> = {},
): Statement {
  return {
    practitionerId,
    serviceLineId: null,
    status,
    nextOpening: null,
    waitWeeks: null,
    validUntil: LATER,
    mode: 'tell_referrers',
    placesFor: [],
    statedAt: new Date('2026-11-29T12:00:00Z'),
    ...change,
  };
}

type Here = { people?: number; colleagues?: string[]; now?: Date; timezone?: string };

function shown(statements: readonly Statement[], here: Here = {}): PublicCapacity {
  const {
    people = 2,
    colleagues = ['Dr Jo Juniper', 'Kit Kale'],
    now = NOW,
    timezone = 'Europe/London',
  } = here;
  const practitioners = PEOPLE.slice(0, people);
  const practice = practiceCapacity(
    statements,
    practitioners.map(({ id }) => id),
    now,
  );
  return publicCapacity(
    { practice, statements, practitioners, serviceLines: LINES, colleagues, timezone },
    now,
  );
}

test('whoever is full is told of whoever here has room, open ones first; colleagues elsewhere only where all are full (S71, S71b)', () => {
  const one = shown([said('ann', 'full'), said('ben', 'nearly_full'), said('cleo', 'open')], { people: 3 });
  expect(one).toMatchObject({ status: 'open', room: ['Cleo', 'Ben'] });
  expect(one.practitioners.map(({ statement }) => statement)).toEqual([
    "We're full at the moment; we don't have a date yet. Cleo can see you sooner. As of 29 November 2026.",
    'We have a few places left. As of 29 November 2026.',
    'We have room for new people. As of 29 November 2026.',
  ]);

  const all = shown([said('ann', 'full'), said('ben', 'full', { waitWeeks: { from: 8, to: 12 } })]);
  expect(all.room).toEqual(['Dr Jo Juniper', 'Kit Kale']);
  expect(all.statement).toBe(
    "We're full at the moment; the wait is about 8 to 12 weeks. Dr Jo Juniper or Kit Kale can see you sooner. As of 29 November 2026.",
  );

  expect(shown([said('ann', 'open'), said('ben', 'open')]).room).toEqual([]);
  // Whether Ben has room nobody knows, so that nobody is sent elsewhere.
  expect(shown([said('ann', 'full')])).toMatchObject({
    status: 'please_ask',
    statement: PLEASE_ASK,
    room: [],
  });
});

test('a service line is said beside what somebody says of everything, by its name, and makes nobody full (S71a)', () => {
  const [ann] = shown([
    said('ann', 'open'),
    said('ann', 'full', { serviceLineId: 'c' }),
    said('ann', 'full', { serviceLineId: 'a', validUntil: NOW }),
  ]).practitioners;

  expect(ann).toMatchObject({
    status: 'open',
    serviceLines: [
      { name: 'Art therapy', status: 'please_ask' },
      { name: 'Counselling', status: 'full' },
    ],
  });
});

test('its date is of the calendar on the practice’s wall', () => {
  const statedAt = new Date('2026-11-29T23:30:00Z');
  const days = ['Europe/London', 'Asia/Tokyo'].map(
    (timezone) => shown([said('ann', 'open', { statedAt })], { people: 1, timezone }).asOf,
  );

  expect(days).toEqual(['2026-11-29', '2026-11-30']);
});

test.each([
  ['open', null, null, 'capacity'],
  ['nearly_full', null, { from: 2, to: 4 }, 'capacity'],
  ['full', null, null, 'no-capacity'],
  ['full', '2027-03', null, 'waitlist'],
  ['full', null, { from: 8, to: 12 }, 'waitlist'],
  ['please_ask', null, null, 'additional-assessment-required'],
] as const)('%s, with %s and %s, is in the words of HL7 %s', (status, nextOpening, waitWeeks, code) => {
  expect(hl7Capacity({ status, nextOpening, waitWeeks }).code).toBe(code);
});

const statements = fc.array(
  fc
    .record({
      practitionerId: fc.constantFrom('ann', 'ben'),
      serviceLineId: fc.constantFrom(null, 'c', 'a'),
      status: fc.constantFrom('open', 'nearly_full', 'full'),
      nextOpening: fc.constantFrom(null, '2027-03'),
      waitWeeks: fc.constantFrom(null, { from: 2, to: 4 }),
      validUntil: fc.integer({ min: -10, max: 10 }).map((s) => new Date(NOW.getTime() + s * 1_000)),
    })
    .map(({ practitionerId, status, ...rest }) => said(practitionerId, status, rest)),
  { maxLength: 6 },
);

test('nothing of it changes by itself before `changesAt`, and what stood of the statement that ends then is gone', () => {
  const oneOfEach = statements.map((all) => [
    ...new Map(all.map((one) => [`${one.practitionerId}/${one.serviceLineId}`, one])).values(),
  ]);
  fc.assert(
    fc.property(oneOfEach, fc.integer({ min: 0, max: 10_000 }), (all, laterMs) => {
      const { readAt: _first, ...now } = shown(all);
      const at = new Date(NOW.getTime() + laterMs);
      const { readAt: _second, ...later } = shown(all, { now: at });

      expect([now.changesAt === null || now.changesAt > NOW, now.isStated]).toEqual([true, all.length > 0]);
      if (now.changesAt === null || at < now.changesAt) expect(later).toEqual(now);
      else expect(later).not.toEqual(now);
      if (now.validUntil !== null)
        expect(now.changesAt?.getTime()).toBeLessThanOrEqual(now.validUntil.getTime());
      for (const words of [now.statement, ...now.practitioners.map(({ statement }) => statement)])
        expect(words).toMatch(/^Please ask whether we can see you\.$| As of 29 November 2026\.$/);
    }),
  );
});
