import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { distributionOf, multiplierOf, projected } from '../../../policy/reports/generations.ts';

test('nothing is said of fewer than twenty clients (§5.5)', () => {
  expect(multiplierOf(7, 19)).toBeNull();
  expect(multiplierOf(7, 20)?.value).toBe(0.35);
  expect(projected(30, null)).toEqual({ base: 30, newClients: null, low: null, high: null });
});

test('k lies within its interval, and a projection is the base times each (S55)', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 20, max: 2_000 }), (children, clients) => {
      const k = multiplierOf(children, clients);
      if (!k) return false;
      const { newClients, low, high } = projected(50, k);
      return (
        k.low <= k.value &&
        k.value < k.high &&
        newClients === 50 * k.value &&
        low === 50 * k.low &&
        high === 50 * k.high
      );
    }),
  );
});

test('who made no referral stands in the distribution with the others (S54)', () => {
  const brought = [
    { referrals: 2, clients: 1 },
    { referrals: 1, clients: 3 },
  ];

  expect(distributionOf(brought, 6)).toEqual([
    { referrals: 0, clients: 2 },
    { referrals: 1, clients: 3 },
    { referrals: 2, clients: 1 },
  ]);
  expect(distributionOf([], 0)).toEqual([]);
});
