import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeliveryEvent } from '../../../email/delivery-event.ts';
import { MESSAGE_PURPOSES } from '../../../policy/outbound-mail/delivery.ts';
import {
  ADDRESS_FAULTS,
  endOf,
  firstReason,
  mayLift,
  stopsMail,
  SUPPRESSION_REASONS,
  type Suppressed,
} from '../../../policy/outbound-mail/suppression.ts';

const DAY_MS = 24 * 3_600_000;
const TO_STAFF = new Set<string>(['staff_note', 'friday_list', 'team_note', 'test']);
/** What nobody asked for. */
const UNASKED = new Set<string>(['broadcast', 'check_in']);
const SAID_AS_SOMEBODY_ELSE = new Set<Suppressed>([
  'unsubscribed',
  'stop_by_mail',
  'no_broadcasts',
  'erased',
]);

const reason = fc.constantFrom<Suppressed>(...SUPPRESSION_REASONS, 'suppressed');
const standing = fc.uniqueArray(reason);
const purpose = fc.constantFrom(...MESSAGE_PURPOSES);
const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

test('any suppression stops mail unless it is named otherwise: for mail to staff, and of what nobody asked for for every other', () => {
  fc.assert(
    fc.property(standing, purpose, (reasons, of) => {
      const counted = reasons.filter((one) =>
        TO_STAFF.has(of) ? !SAID_AS_SOMEBODY_ELSE.has(one) : UNASKED.has(of) || one !== 'no_broadcasts',
      );
      expect(stopsMail(reasons, of)).toBe(counted.length > 0);
    }),
  );
});

test('of what stands against an address one reason is said, and none where nothing stands', () => {
  fc.assert(
    fc.property(standing, (reasons) => {
      const said = firstReason(reasons);
      expect(said === null ? reasons : [said]).toEqual(said === null ? [] : expect.arrayContaining([said]));
      if (said !== null) expect(reasons).toContain(said);
    }),
  );
});

test('faults of the address may be lifted at any time, a stop by mail for thirty days, and what a person said never', () => {
  fc.assert(
    fc.property(reason, time, fc.integer({ min: 0, max: 400 }), (of, at, days) => {
      const { may } = mayLift(of, at, new Date(at.getTime() + days * DAY_MS));
      const isFault = ADDRESS_FAULTS.some((fault) => fault === of);
      expect(may).toBe(isFault || (of === 'stop_by_mail' && days < 30));
    }),
  );
});

test('a hard bounce ends after ninety days, and nothing else ends by itself', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SUPPRESSION_REASONS), time, (of, at) => {
      const expected = of === 'hard_bounce' ? at.getTime() + 90 * DAY_MS : undefined;
      expect(endOf(of, at)?.getTime()).toBe(expected);
    }),
  );
});

test.each([
  ['HardBounce', true, 'hard_bounce', false],
  ['BadEmailAddress', true, 'bad_address', false],
  ['ManuallyDeactivated', true, 'inactive', false],
  ['Unsubscribe', false, 'unsubscribed', false],
  ['SoftBounce', false, null, false],
  ['DnsError', false, null, false],
  ['Unknown', true, 'inactive', false],
  ['AKindOfTheFuture', false, null, false],
  ['Blocked', true, null, true],
  ['SMTPApiError', false, null, true],
  ['DMARCPolicy', false, null, true],
  ['TemplateRenderingFailed', false, null, true],
])('a bounce of the kind %s (inactive: %s) suppresses for %s', (Type, Inactive, suppressedFor, bySender) => {
  const event = readDeliveryEvent({ RecordType: 'Bounce', Type, Inactive, Email: 'robin@example.org' });

  expect(event).toMatchObject({ what: 'bounced', reason: suppressedFor, bySender });
});

test.each([
  [
    { SuppressSending: true, SuppressionReason: 'HardBounce' },
    { what: 'suppressed', reason: 'hard_bounce' },
  ],
  [
    { SuppressSending: true, SuppressionReason: 'SpamComplaint' },
    { what: 'suppressed', reason: 'complaint' },
  ],
  [
    { SuppressSending: true, SuppressionReason: 'ManualSuppression', Origin: 'Recipient' },
    { what: 'suppressed', reason: 'unsubscribed' },
  ],
  [
    { SuppressSending: true, SuppressionReason: 'ManualSuppression', Origin: 'Customer' },
    { what: 'suppressed', reason: 'inactive' },
  ],
  [
    { SuppressSending: false, SuppressionReason: null, MessageID: null, Metadata: {} },
    { what: 'reactivated', sendId: null, postmarkMessageId: null },
  ],
])('a change of subscription is heard as it is meant: %j', (change, heard) => {
  const event = readDeliveryEvent({
    RecordType: 'SubscriptionChange',
    Recipient: 'robin@example.org',
    ChangedAt: '2026-11-29T10:00:00.0000000Z',
    ...change,
  });

  expect(event).toMatchObject({ ...heard, at: new Date('2026-11-29T10:00:00Z') });
});

test('a change of subscription that says neither is no news', () => {
  expect(readDeliveryEvent({ RecordType: 'SubscriptionChange', Recipient: 'robin@example.org' })).toBeNull();
});
