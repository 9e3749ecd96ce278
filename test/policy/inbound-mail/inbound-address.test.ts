import { expect, test } from '@jest/globals';
import { arrivalOf } from '../../../policy/inbound-mail/inbound-email.ts';
import {
  inboundAddressOf,
  isOwnMailbox,
  readTag,
  replyAddressOf,
  tagsOf,
} from '../../../policy/inbound-mail/inbound-address.ts';

const MAILBOX = 'in@in.example.org';
const HASHED = `${'a1'.repeat(16)}@inbound.postmarkapp.com`;
const TOKEN = 'abcdefghijklmnop';

test('a practice stands behind the plus of the installation’s mailbox', () => {
  expect(inboundAddressOf(MAILBOX, 'willow')).toBe('in+willow@in.example.org');
  expect(inboundAddressOf(HASHED, 'willow')).toBe(`${'a1'.repeat(16)}+willow@inbound.postmarkapp.com`);
  expect([inboundAddressOf(null, 'willow'), inboundAddressOf(HASHED, 'w'.repeat(32))]).toEqual([null, null]);
});

test('a reply address holds its whole token and is never longer than mail allows', () => {
  for (const mailbox of [MAILBOX, HASHED]) {
    const address = replyAddressOf(mailbox, 'w'.repeat(40), TOKEN);
    const [tag = ''] = tagsOf(mailbox, {
      originalRecipient: address.toUpperCase(),
      mailboxHash: '',
      recipients: [],
    });

    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(readTag(tag)).toEqual({ token: TOKEN });
  }
  expect(readTag('willow')).toEqual({ slug: 'willow' });
});

test('the envelope is believed before the carrier’s reading, and that before To, Cc and Bcc', () => {
  const tags = tagsOf(MAILBOX, {
    originalRecipient: 'IN+first@in.example.org',
    mailboxHash: 'Second',
    recipients: [
      'in+third@in.example.org',
      'in+first@in.example.org',
      'in+other@elsewhere.example',
      'jane@example.org',
    ],
  });

  expect(tags).toEqual(['first', 'second', 'third']);
  expect([
    isOwnMailbox(MAILBOX, 'In+x@In.example.org'),
    isOwnMailbox(MAILBOX, 'in@example.org'),
    isOwnMailbox(MAILBOX, ''),
  ]).toEqual([true, false, false]);
});

test.each([
  ['an hour ago', 'Fri, 27 Nov 2026 09:00:00 +0000', '2026-11-27T09:00:00.000Z'],
  ['in another zone', 'Fri, 27 Nov 2026 10:30:00 +0100', '2026-11-27T09:30:00.000Z'],
  ['in the future', 'Fri, 27 Nov 2026 12:00:00 +0000', '2026-11-27T10:00:00.000Z'],
  ['last year', 'Thu, 27 Nov 2025 09:00:00 +0000', '2026-11-27T10:00:00.000Z'],
  ['in no language', 'yesterday', '2026-11-27T10:00:00.000Z'],
  ['nowhere', '', '2026-11-27T10:00:00.000Z'],
])('a mail that says it was written %s reached us when that can be true', (_, date, arrived) => {
  expect(arrivalOf(date, new Date('2026-11-27T10:00:00Z')).toISOString()).toBe(arrived);
});
