import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS } from '../../../policy/calendar/units.ts';
import { missingIn } from '../../../policy/reviews/missing.ts';
import { AGENDA } from '../../../policy/reviews/agenda.ts';
import {
  decideReview,
  ESCALATE_AFTER_MS,
  meetBy,
  REMIND_AFTER_MS,
  type ReviewFacts,
} from '../../../policy/reviews/review.ts';
import { REVIEW_KINDS } from '../../../policy/reviews/review-terms.ts';

const DUE = new Date('2026-11-02T09:00:00Z');
const days = (count: number) => new Date(DUE.getTime() + count * DAY_MS);
const EXPECTED: ReviewFacts = {
  dueAt: DUE,
  nextLookAt: days(1),
  frozenAt: null,
  toldAt: null,
  remindedAt: null,
  escalatedAt: null,
  heldAt: null,
};
const FROZEN = { ...EXPECTED, frozenAt: DUE, toldAt: DUE };

test.each<[string, ReviewFacts, Date, object]>([
  ['before it is due', EXPECTED, days(-1), { do: 'rest', until: days(1) }],
  ['when it is due', EXPECTED, DUE, { do: 'freeze' }],
  ['once it is frozen', { ...FROZEN, toldAt: null }, DUE, { do: 'tell' }],
  [
    'after it was told',
    FROZEN,
    days(1),
    { do: 'wait', at: days(10), for: 'remind', afterMs: REMIND_AFTER_MS },
  ],
  ['after ten days', FROZEN, days(10), { do: 'remind' }],
  [
    'after the reminder',
    { ...FROZEN, remindedAt: days(10) },
    days(11),
    { do: 'wait', at: days(20), for: 'escalate', afterMs: ESCALATE_AFTER_MS },
  ],
  ['after twenty days', { ...FROZEN, remindedAt: days(10) }, days(20), { do: 'escalate' }],
  ['after twenty days of silence', FROZEN, days(25), { do: 'escalate' }],
  ['after the owner was told', { ...FROZEN, escalatedAt: days(20) }, days(40), { do: 'close' }],
  ['once it was held', { ...FROZEN, heldAt: days(2) }, days(30), { do: 'close' }],
  ['held before anybody was told', { ...FROZEN, toldAt: null, heldAt: DUE }, DUE, { do: 'close' }],
])('a review’s next step (§4.4): %s', (_, facts, now, step) => {
  expect(decideReview(facts, now)).toMatchObject(step);
});

test('whenever it is asked, a review is told, reminded of and handed on once each at most, and then let be', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }), (moments) => {
      const did: string[] = [];
      let facts: ReviewFacts = EXPECTED;
      for (const day of moments.toSorted((one, other) => one - other)) {
        for (;;) {
          const step = decideReview(facts, days(day));
          if (step.do === 'wait' || step.do === 'rest' || step.do === 'close') break;
          did.push(step.do);
          const field = {
            freeze: 'frozenAt',
            tell: 'toldAt',
            remind: 'remindedAt',
            escalate: 'escalatedAt',
          } as const;
          facts = { ...facts, [field[step.do]]: days(day) };
        }
      }

      expect(new Set(did).size).toBe(did.length);
      expect(did.indexOf('freeze')).toBeLessThanOrEqual(0);
    }),
  );
});

test('a mail asks for the meeting before the next mail about it comes', () => {
  expect(meetBy(DUE, DUE)).toEqual(days(10));
  expect(meetBy(DUE, days(10))).toEqual(days(20));
  expect(meetBy(DUE, days(20))).toEqual(days(30));
});

test.each(REVIEW_KINDS)(
  'the %s agenda takes twenty minutes, opens with last time’s actions and ends with three (S48, S49)',
  (kind) => {
    const agenda = AGENDA[kind];

    expect(agenda.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(20);
    expect([agenda[0]?.name, agenda.at(-1)?.name]).toEqual(['last_actions', 'decide']);
    expect(new Set(agenda.map(({ name }) => name)).size).toBe(agenda.length);
  },
);

test('the monthly page has the six parts of §5.8, with their minutes', () => {
  expect(AGENDA.monthly.map(({ minutes }) => minutes)).toEqual([2, 3, 4, 6, 3, 2]);
});

test('a review without scores comes all the same, and says so in words; each gap is said once (§4.4)', () => {
  const told = { report: 'funnel', n: 3, stillLearning: true, missing: ['No costs were entered.'] };

  expect(missingIn([told, { ...told, report: 'satisfaction', n: 0 }, told])).toEqual([
    'No satisfaction was recorded in these months.',
    'Fewer than thirteen clean weeks so far: nothing is ranked by source yet.',
    'No costs were entered.',
  ]);
  expect(missingIn([{ ...told, stillLearning: false, missing: [] }])).toEqual([]);
});
