import { expect, test } from '@jest/globals';
import { claimResult } from '../../../policy/network/claim-leak.ts';
import { concentrationAlert } from '../../../policy/network/concentration-alert.ts';
import { emptyKinds } from '../../../policy/network/empty-kinds.ts';
import { knownFacts } from '../../../policy/network/known-facts.ts';
import { meetingWords, meetNext, type Stranger } from '../../../policy/network/meet-next.ts';
import { whyNow } from '../../../policy/network/why-now.ts';
import { DAY_MS, HOUR_MS } from '../../support/clock.ts';

const SAME = { kind: 'therapist_same_niche', placesKnown: 0 };
const OTHER = { kind: 'therapist_other_niche', placesKnown: null };
const GAPS = [
  { kind: 'gp', fits: false },
  { kind: 'doula', fits: true },
  { kind: 'dietitian', fits: true },
];

test.each<[string, Stranger[], string | null, string]>([
  [
    'a full therapist of the same niche',
    [
      { id: 'b', ...OTHER },
      { id: 'a', ...SAME },
    ],
    'a',
    SAME.kind,
  ],
  [
    'then one of another niche',
    [
      { id: 'x', ...SAME, placesKnown: 2 },
      { id: 'b', ...OTHER },
    ],
    'b',
    OTHER.kind,
  ],
  [
    'one of the same niche whose places nobody knows is not full',
    [{ id: 'x', ...SAME, placesKnown: null }],
    null,
    'doula',
  ],
  [
    'then a kind that fits and of which nobody is known',
    [{ id: 'x', kind: 'gp', placesKnown: 0 }],
    null,
    'doula',
  ],
])('whom to meet next, one at a time: %s (S84)', (_title, strangers, professionalId, kind) => {
  expect(meetNext(strangers, GAPS)).toMatchObject({ professionalId, kind });
});

test('with nobody left to meet there is nobody; a kind that nobody said fits is not proposed (S84)', () => {
  expect(
    meetNext(
      [],
      [
        { kind: 'gp', fits: null },
        { kind: 'doula', fits: false },
      ],
    ),
  ).toBeNull();
  expect(meetingWords({ first: 'Jo', signer: 'Olive', practice: 'Willow' })).toBe(
    "Hello Jo, I'm Olive at Willow. Who do you find hard to place?",
  );
});

test('a kind is empty where nobody of it is known; whether it fits is said only by a practice that has said so (S63)', () => {
  const kinds = ['gp', 'doula', 'other'];
  const none = { professionalKinds: ['chaplain'], fittingKinds: [] };

  expect(emptyKinds(kinds, none, new Set(['gp']))).toEqual([
    { kind: 'doula', fits: null },
    { kind: 'chaplain', fits: null },
  ]);
  expect(emptyKinds(kinds, { ...none, fittingKinds: ['chaplain', 'gp'] }, new Set(['gp']))).toEqual([
    { kind: 'doula', fits: false },
    { kind: 'chaplain', fits: true },
  ]);
});

const CLAIM = {
  claimed: 3,
  arrived: 1,
  isMonthOver: true,
  pathFailed: false,
  slowestAnswerMs: HOUR_MS,
  contactWithinMs: 24 * HOUR_MS,
  severalNames: false,
  record: { claimed: 4, arrived: 2 },
};

test.each([
  ['everybody arrived, and one more', { arrived: 4, pathFailed: true }, 0, null],
  ['a way to reach us did not work', { pathFailed: true, isMonthOver: false }, 2, 'hard_to_contact'],
  [
    'somebody waited longer than a day',
    { slowestAnswerMs: 25 * HOUR_MS, severalNames: true },
    2,
    'hard_to_contact',
  ],
  ['somebody had several names', { severalNames: true }, 2, 'not_top_of_mind'],
  ['few of many ever arrive', { record: { claimed: 10, arrived: 1 } }, 2, 'not_top_of_mind'],
  ['nothing else is known', {}, 2, 'not_ready'],
  ['nobody was sent at all', { arrived: 0, slowestAnswerMs: null }, 3, 'not_ready'],
  ['the month still runs', { isMonthOver: false }, 2, null],
])('where the missing of a claim were probably lost: %s (S80, §5.9)', (_title, change, missing, leak) => {
  expect(claimResult({ ...CLAIM, ...change })).toEqual({ missing, leak });
});

test('what is known of a colleague says when it was last confirmed, and what nobody knows is left out (§4.5)', () => {
  const known = {
    organisation: null,
    focus: [],
    takesReferrals: false,
    placesKnown: 0,
    howWeKnowThem: null,
    expectedPerMonth: null,
    lastConfirmedOn: '2026-09-01',
  };

  expect(knownFacts(known)).toEqual([
    { field: 'takesReferrals', value: false, confirmedOn: '2026-09-01' },
    { field: 'placesKnown', value: 0, confirmedOn: '2026-09-01' },
  ]);
  expect(knownFacts({ ...known, lastConfirmedOn: null })[0]?.confirmedOn).toBeNull();
});

test('much on one source is said calmly, with kinds that would make it steadier (S62)', () => {
  expect(concentrationAlert({ state: 'calm', share: 0.2 }, GAPS)).toBeNull();
  expect(concentrationAlert({ state: 'too_early', share: 1 }, GAPS)).toBeNull();
  expect(concentrationAlert({ state: 'watch', share: 0.34 }, GAPS)).toMatchObject({
    words: expect.stringContaining('34 %'),
    kinds: ['doula', 'dietitian'],
  });
});

test('why now is one line, from their own rhythm or from the last contact (§4.5)', () => {
  const now = new Date(Date.UTC(2026, 10, 30));
  const last = { at: new Date(now.getTime() - 43 * DAY_MS), kind: 'coffee' as const };
  const facts = { reason: 'due' as const, rank: 'top' as const, lastContact: last, wasToldFull: false };
  const silence = { intervals: 5, spanDays: 150, gapDays: 124.2 };

  expect(whyNow({ ...facts, silence }, now)).toBe(
    'They send people often; last in touch 43 days ago (a coffee).',
  );
  expect(whyNow({ ...facts, silence, reason: 'dried_up' }, now)).toBe(
    'Nobody for 124 days; it was about one every 30 days.',
  );
  expect(whyNow({ ...facts, silence: null, rank: 'new', lastContact: null }, now)).toBe(
    'New to us, and not in touch so far.',
  );
});
