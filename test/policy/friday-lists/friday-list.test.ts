import { expect, test } from '@jest/globals';
import { fridayLines, type DiaryEntry, type FridayClient } from '../../../policy/friday-lists/friday-list.ts';

const FRIDAY = '2026-11-20';

function client(change: Partial<FridayClient>): FridayClient {
  return { id: 'a', isHeld: false, hasEnded: false, diary: [], lastAskedOn: null, ...change };
}

/** One attended session a week, the last on this day; then whatever is given. */
function attended(count: number, lastOn: string, ...then: DiaryEntry[]): DiaryEntry[] {
  const last = Temporal.PlainDate.from(lastOn);
  const weekly = Array.from({ length: count }, (_, index): DiaryEntry => {
    const on = last.subtract({ weeks: count - 1 - index }).toString();
    return { on, status: 'attended' };
  });
  return [...weekly, ...then];
}

const NEXT_WEEK: DiaryEntry = { on: '2026-11-26', status: 'booked' };

test.each([6, 12, 18, 60])('session %d of this week is a review point', (count) => {
  const diary = attended(count, '2026-11-17', NEXT_WEEK);

  expect(fridayLines([client({ diary })], FRIDAY)).toEqual([
    { clientId: 'a', reviewPoint: count, lastSessionOn: null },
  ]);
});

test.each([1, 5, 7, 11, 13])('session %d with another one booked is nothing to ask about', (count) => {
  expect(fridayLines([client({ diary: attended(count, '2026-11-17', NEXT_WEEK) })], FRIDAY)).toEqual([]);
});

test('the last session in the diary is asked about in the week it came, and not later', () => {
  const thisWeek = client({ id: 'this', diary: attended(4, '2026-11-19') });
  const before = client({ id: 'before', diary: attended(4, '2026-11-12') });

  expect(fridayLines([thisWeek, before], FRIDAY)).toEqual([
    { clientId: 'this', reviewPoint: null, lastSessionOn: '2026-11-19' },
  ]);
});

test('a last session that is still to come today belongs to this week', () => {
  const diary = attended(4, '2026-11-13', { on: FRIDAY, status: 'booked' });

  expect(fridayLines([client({ diary })], FRIDAY)[0]?.lastSessionOn).toBe(FRIDAY);
});

test('both reasons are said of a sixth session that was the last', () => {
  expect(fridayLines([client({ diary: attended(6, '2026-11-18') })], FRIDAY)).toEqual([
    { clientId: 'a', reviewPoint: 6, lastSessionOn: '2026-11-18' },
  ]);
});

test.each([
  ['is held', { isHeld: true }],
  ['has ended or died', { hasEnded: true }],
])('whoever %s is not on the list', (_why, change) => {
  expect(fridayLines([client({ diary: attended(6, '2026-11-18'), ...change })], FRIDAY)).toEqual([]);
});

test.each(['dna', 'late_cancel'] as const)('a list chases nobody whose last appointment was %s', (status) => {
  const diary = attended(4, '2026-11-13', { on: '2026-11-19', status });

  expect(fridayLines([client({ diary })], FRIDAY)).toEqual([]);
});

test('somebody who has not come once is not asked about', () => {
  expect(fridayLines([client({ diary: [{ on: '2026-11-19', status: 'booked' }] })], FRIDAY)).toEqual([]);
});

test('what came after the list was made last Friday is asked about now, and nothing twice', () => {
  const diary = attended(6, '2026-11-13');
  const late = client({ id: 'late', diary });
  const asked = client({ id: 'asked', diary, lastAskedOn: '2026-11-13' });

  expect(fridayLines([late, asked], FRIDAY).map(({ clientId }) => clientId)).toEqual(['late']);
});
