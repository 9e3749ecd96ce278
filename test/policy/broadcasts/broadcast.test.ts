import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BROADCAST_STATUSES } from '../../../policy/broadcasts/broadcast-terms.ts';
import { decideBroadcast } from '../../../policy/broadcasts/broadcast.ts';
import { recipientStatus } from '../../../policy/broadcasts/recipient-status.ts';
import {
  checksUntilLost,
  decideDelivery,
  DELIVERIES,
  MESSAGE_STATUSES,
} from '../../../policy/outbound-mail/delivery.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const SEARCH_LAG_MS = 20_000;
const around = fc.option(
  fc.integer({ min: -100, max: 100 }).map((seconds) => new Date(NOW.getTime() + seconds * 1_000)),
  { nil: null },
);
const mail = fc.record({
  status: fc.constantFrom('queued' as const, 'sending' as const, 'unknown' as const),
  nextTryAt: around,
  claimedUntil: around,
  unknownSince: around,
  checks: fc.integer({ min: 0, max: checksUntilLost(SEARCH_LAG_MS) }),
  resent: fc.boolean(),
  hasPlace: fc.boolean(),
});
const facts = fc.record({
  status: fc.constantFrom(...BROADCAST_STATUSES),
  isLeft: fc.boolean(),
  underWay: fc.array(mail, { maxLength: 3 }),
});
const rules = fc.record({
  paused: fc.boolean(),
  place: around,
  opening: around,
  searchLagMs: fc.constant(SEARCH_LAG_MS),
});

test('outcomes that are open are found out first, whatever a person said; nothing leaves while it rests', () => {
  fc.assert(
    fc.property(facts, rules, (of, by) => {
      const step = decideBroadcast(of, by, NOW);
      const steps = of.underWay.map((one) => decideDelivery(one, NOW, SEARCH_LAG_MS).do);

      expect(step.do === 'look_up').toBe(steps.includes('look_up'));
      expect(step.do === 'give_up').toBe(!steps.includes('look_up') && steps.includes('hold'));
      if (by.paused || of.status === 'paused') expect(step.do).not.toBe('send_batch');
      if (step.do === 'wait') expect(step.at.getTime()).toBeGreaterThan(NOW.getTime());
      if (step.do === 'rest') expect(step.until.getTime()).toBeGreaterThan(NOW.getTime());
    }),
  );
});

test('somebody new is written to only while it runs, the day has room, and nobody waits for another try', () => {
  fc.assert(
    fc.property(facts, rules, (of, by) => {
      const step = decideBroadcast({ ...of, underWay: [] }, by, NOW);
      const hasRoom = by.place !== null && by.place <= NOW;

      expect(step.do === 'send_batch').toBe(of.status === 'running' && !by.paused && of.isLeft && hasRoom);
      const waits = of.underWay.filter(({ status }) => status === 'queued');
      const blocked = decideBroadcast({ ...of, underWay: waits }, by, NOW);
      const isDue = waits.some(
        (one) =>
          decideDelivery(one, NOW, SEARCH_LAG_MS).do === 'send' &&
          (one.hasPlace ? by.opening !== null && by.opening <= NOW : hasRoom),
      );
      if (waits.length > 0)
        expect(blocked.do === 'send_batch').toBe(!by.paused && of.status !== 'paused' && isDue);
    }),
  );
});

test('it ends when nobody is left and nothing is under way, and its run when it has ended or rests', () => {
  fc.assert(
    fc.property(facts, rules, (of, by) => {
      const ends = of.status === 'done' || of.status === 'cancelled';
      const isEmpty = of.underWay.length === 0;
      const step = decideBroadcast(of, by, NOW);
      const rests = by.paused || of.status === 'paused';

      expect(step.do === 'close').toBe(ends && isEmpty);
      expect(step.do === 'finish').toBe(of.status === 'running' && isEmpty && !of.isLeft && !rests);
    }),
  );
});

test('whoever stands on a list stands in one place, and nobody waits for what has ended', () => {
  const theirs = fc.option(
    fc.record({
      status: fc.constantFrom(...MESSAGE_STATUSES),
      why: fc.option(fc.constantFrom('unknown_outcome', 'cannot_write', 'held'), { nil: null }),
      delivery: fc.option(fc.constantFrom(...DELIVERIES), { nil: null }),
    }),
    { nil: null },
  );
  fc.assert(
    fc.property(theirs, fc.constantFrom(...BROADCAST_STATUSES), (of, broadcast) => {
      const { status, why } = recipientStatus(of, broadcast);
      const isOnItsWay = of?.status === 'queued' || of?.status === 'sending';

      expect(status === 'sent').toBe(of?.status === 'sent');
      if (status === 'waiting')
        expect(isOnItsWay || broadcast === 'running' || broadcast === 'paused').toBe(true);
      if (of === null && status === 'left_out') expect(why).toBe('cancelled');
    }),
  );
});
