import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ALLOWED_NETWORKS, mayConnect, type AddressKind } from '../../../policy/webhooks/allowed-network.ts';
import {
  BACKOFF_MS,
  decideAfterAttempt,
  DELIVERY_FAULTS,
  type DeliveryResult,
} from '../../../policy/webhooks/delivery-attempt.ts';

const DAY_MS = 86_400_000;
const HALF_A_DAY_MS = DAY_MS / 2;
const answered = (status: number, retryAfterMs: number | null = null): DeliveryResult => ({
  status,
  retryAfterMs,
});

test.each<[DeliveryResult, number, string]>([
  [answered(200), 1, 'delivered'],
  [answered(204), 16, 'delivered'],
  [answered(299), 17, 'delivered'],
  [answered(301), 1, 'retry'],
  [answered(307), 16, 'retry'],
  [answered(400), 1, 'retry'],
  [answered(410), 1, 'not_wanted'],
  [answered(500), 16, 'retry'],
  [answered(500), 17, 'given_up'],
  [{ fault: 'timeout' }, 17, 'given_up'],
  [{ fault: 'switched_off' }, 1, 'given_up'],
  [{ fault: 'address_not_allowed' }, 1, 'retry'],
])('%j to attempt %d: %s', (result, attempts, verdict) => {
  expect(decideAfterAttempt(result, attempts, 0.5).verdict).toBe(verdict);
});

test('a receiver is tried again for about four days: in seconds at first, and at most half a day apart', () => {
  const total = BACKOFF_MS.reduce((sum, wait) => sum + wait, 0);

  expect(total).toBeGreaterThan(3.9 * DAY_MS);
  expect(total).toBeLessThan(4.5 * DAY_MS);
  expect(BACKOFF_MS[0]).toBe(5_000);
  expect(BACKOFF_MS).toEqual(BACKOFF_MS.toSorted((one, other) => one - other));
  expect(BACKOFF_MS.at(-1)).toBe(HALF_A_DAY_MS);
});

test('each wait is spread by a tenth, and never shorter than the receiver asked for, up to half a day', () => {
  const heard = fc.oneof(
    fc.constantFrom(...DELIVERY_FAULTS).map((fault): DeliveryResult => ({ fault })),
    fc.record({ status: fc.integer({ min: 100, max: 599 }), retryAfterMs: fc.option(fc.nat(2 * DAY_MS)) }),
  );
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  fc.assert(
    fc.property(heard, fc.integer({ min: 1, max: 40 }), chance, (said, tries, luck) => {
      const after = decideAfterAttempt(said, tries, luck);
      if (after.verdict !== 'retry') return;
      const wait = BACKOFF_MS[tries - 1] ?? 0;
      const asked = Math.min('status' in said ? (said.retryAfterMs ?? 0) : 0, HALF_A_DAY_MS);
      expect(after.inMs).toBeGreaterThanOrEqual(Math.max(asked, Math.floor(wait * 0.9)));
      expect(after.inMs).toBeLessThanOrEqual(Math.max(asked, Math.ceil(wait * 1.1)));
    }),
  );
});

test('who may be written to: nowhere where a cloud keeps its secrets, plainly only where nobody listens in', () => {
  const allowed = (kind: AddressKind) =>
    ALLOWED_NETWORKS.flatMap((network) =>
      [true, false]
        .filter((tls) => mayConnect(kind, network, tls))
        .map((tls) => `${network}${tls ? '+tls' : ''}`),
    );

  expect(allowed('forbidden')).toEqual([]);
  expect(allowed('public').every((way) => way.endsWith('+tls'))).toBe(true);
  expect(allowed('loopback')).toEqual(['loopback+tls', 'loopback', 'private+tls', 'private']);
  expect(allowed('private')).toEqual(['private+tls', 'private']);
});
