import { expect, test } from '@jest/globals';
import { isStillLearning } from '../../../policy/reports/still-learning.ts';

/** A Monday's first moment in London. */
const foundedAt = new Date('2026-01-05T00:00:00Z');
const weeksLater = (weeks: number) => new Date(foundedAt.getTime() + weeks * 7 * 86_400_000);

test('sources are still being learned until thirteen whole weeks are over (S29)', () => {
  const at = (now: Date) => isStillLearning({ firstAttendedAt: null, foundedAt }, now, 'Europe/London');

  expect([at(weeksLater(12)), at(weeksLater(13))]).toEqual([true, false]);
});

test('a first attendance that is known from before counts, one that came later does not', () => {
  const learning = (firstAttendedAt: Date) =>
    isStillLearning({ firstAttendedAt, foundedAt }, weeksLater(2), 'Europe/London');

  expect([learning(weeksLater(-12)), learning(weeksLater(-10)), learning(weeksLater(1))]).toEqual([
    false,
    true,
    true,
  ]);
});
