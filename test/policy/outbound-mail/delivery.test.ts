import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  decideDelivery,
  MESSAGE_STATUSES,
  nextTryAt,
  type DeliveryFacts,
  type DeliveryStep,
} from '../../../policy/outbound-mail/delivery.ts';

const now = new Date('2026-11-11T10:00:00Z');
const LAG_MS = 15 * 60_000;
const queued: DeliveryFacts = {
  status: 'queued',
  nextTryAt: null,
  claimedUntil: null,
  unknownSince: null,
  checks: 0,
  resent: false,
};

const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const ahead = (seconds: number) => ago(-seconds);

test.each<[string, Partial<DeliveryFacts>, DeliveryStep]>([
  ['a draft goes', {}, { do: 'send' }],
  ['one that certainly did not go is tried again', { nextTryAt: ago(1) }, { do: 'send' }],
  ['but not before its time', { nextTryAt: ahead(5) }, { do: 'wait', at: ahead(5) }],
  [
    'while somebody may still be calling, nobody else does',
    { status: 'sending', claimedUntil: ahead(20) },
    { do: 'wait', at: ahead(22) },
  ],
  ['a lost call is looked up', { status: 'sending', claimedUntil: ago(2) }, { do: 'look_up' }],
  [
    'the first look-up waits five seconds',
    { status: 'unknown', unknownSince: now },
    { do: 'wait', at: ahead(5) },
  ],
  ['and then looks', { status: 'unknown', unknownSince: ago(5) }, { do: 'look_up' }],
  [
    'the second waits a quarter of a minute',
    { status: 'unknown', unknownSince: ago(5), checks: 1 },
    { do: 'wait', at: ahead(10) },
  ],
  [
    'the last waits until the search can no longer lag',
    { status: 'unknown', unknownSince: ago(300), checks: 5 },
    { do: 'wait', at: ahead(600) },
  ],
  [
    'never found: once more, because late is worse than twice',
    { status: 'unknown', unknownSince: ago(900), checks: 6 },
    { do: 'resend' },
  ],
  [
    'never found again: a person decides',
    { status: 'unknown', unknownSince: ago(900), checks: 6, resent: true },
    { do: 'hold' },
  ],
  ['what is held stays held', { status: 'held' }, { do: 'hold' }],
])('%s', (_, change, step) => {
  expect(decideDelivery({ ...queued, ...change }, now, LAG_MS)).toEqual(step);
});

test.each(['would_send', 'sent', 'refused', 'stopped', 'cancelled'] as const)(
  'an e-mail that is %s is left alone',
  (status) => {
    expect(decideDelivery({ ...queued, status }, now, LAG_MS)).toEqual({ do: 'nothing' });
  },
);

const anyDelivery: fc.Arbitrary<DeliveryFacts> = fc.record({
  status: fc.constantFrom(...MESSAGE_STATUSES),
  nextTryAt: maybeDate(),
  claimedUntil: maybeDate(),
  unknownSince: maybeDate(),
  checks: fc.nat({ max: 9 }),
  resent: fc.boolean(),
});

test('whatever the ledger says, waiting is for a moment ahead', () => {
  fc.assert(
    fc.property(anyDelivery, fc.nat({ max: 30 * 60_000 }), (facts, lagMs) => {
      const step = decideDelivery(facts, now, lagMs);
      if (step.do === 'wait') expect(step.at.getTime()).toBeGreaterThan(now.getTime());
    }),
  );
});

test('nothing is sent a second time before the carrier had its time to show it, and never a third time', () => {
  fc.assert(
    fc.property(anyDelivery, fc.nat({ max: 30 * 60_000 }), (facts, lagMs) => {
      const step = decideDelivery(facts, now, lagMs);
      if (facts.status !== 'unknown') expect(step.do).not.toBe('resend');
      if (facts.resent) expect(step.do).not.toBe('resend');
      if (step.do === 'resend') expect(facts.checks).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('tries that certainly did not go are repeated after 5 s, doubling, a quarter of an hour at most', () => {
  const seconds = [1, 2, 3, 4, 8, 9, 50].map(
    (attempts) => (nextTryAt(attempts, now).getTime() - now.getTime()) / 1_000,
  );

  expect(seconds).toEqual([5, 10, 20, 40, 640, 900, 900]);
});

function maybeDate(): fc.Arbitrary<Date | null> {
  return fc.option(fc.integer({ min: -1_800, max: 1_800 }).map(ahead), { nil: null });
}
