import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { costInWords, loadedMinor, perClient } from '../../../policy/reports/cost.ts';
import { costGroupOf, isKnownKind } from '../../../policy/reports/source-groups.ts';
import { SOURCE_ANSWERS } from '../../../policy/source-log/source-kinds.ts';

test.each([
  [0, 30, 2_500, 1_250],
  [100, 1, 2_500, 142],
  [0, 1, 30, 1],
  [0, 1, 29, 0],
])('%i and %i minutes at %i an hour are %i, rounded half up (§5.2)', (cash, minutes, rate, loaded) => {
  expect(loadedMinor(cash, minutes, rate)).toBe(loaded);
});

test.each([
  [7, 2, 4],
  [5, 4, 1],
  [6, 4, 2],
  [0, 3, 0],
  [500, 0, null],
])('%i for %i clients are %p each (§5.2)', (minor, clients, each) => {
  expect(perClient(minor, clients)).toBe(each);
});

test('what a client cost is off by half a penny at most, and never without end', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.nat(100_000), (minor, clients) => {
      const each = perClient(minor, clients);
      return clients === 0 ? each === null : Math.abs((each ?? Infinity) - minor / clients) <= 0.5;
    }),
  );
});

test.each([
  [{ clients: 0, cashMinor: 12_000, loadedMinor: 12_000, currency: 'GBP' }, 'spend £120.00, 0 clients'],
  [
    { clients: 0, cashMinor: 0, loadedMinor: 3_750, currency: 'GBP' },
    'spend £0.00 (£37.50 with staff time), 0 clients',
  ],
  [
    { clients: 4, cashMinor: 12_000, loadedMinor: 15_750, currency: 'GBP' },
    '£30.00 (£39.38 with staff time) a client',
  ],
  [{ clients: 1, cashMinor: 123_450, loadedMinor: 123_450, currency: 'JPY' }, 'JP¥123,450 a client'],
])('%j reads "%s" (S50)', (spent, words) => {
  expect(costInWords(spent)).toBe(words);
});

test('whoever passed our name on is a channel in its own right, never inside "other" (S51)', () => {
  const groups = Map.groupBy(SOURCE_ANSWERS, costGroupOf);

  expect(groups.get('referral')).toEqual(['client', 'friend', 'professional', 'gp', 'therapist']);
  expect(groups.get('paid')).toEqual(['directory', 'event', 'advert']);
  expect(groups.get('organic')).toEqual(['search', 'social', 'podcast', 'website']);
  expect(groups.get('other')).toEqual(['school_or_work', 'returning', 'other', 'not_said']);
  expect(['unknown', 'not_said', 'other'].map(isKnownKind)).toEqual([false, false, true]);
});
