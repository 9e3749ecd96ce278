import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAIL_KINDS, MAIL_REASONS } from '../../../policy/inbound-mail/inbound-email.ts';
import { SURE_ENOUGH } from '../../../policy/inbound-mail/parse-introduction.ts';
import { decideMail, type MailFacts } from '../../../policy/inbound-mail/decide-mail.ts';

const SURE: MailFacts = {
  reading: { kind: 'introduction', candidates: ['Jane'], confidence: 0.9, reasons: ['in_subject'] },
  sender: 'client',
  senderNamed: true,
  unproven: false,
  unwanted: false,
  courtesy: false,
  returned: false,
  replyAddress: null,
  thread: null,
};
const read = (change: Partial<MailFacts['reading']>) => ({ reading: { ...SURE.reading, ...change } });

test.each<[what: string, change: Partial<MailFacts>, does: string]>([
  ['a client’s introduction', {}, 'introduction'],
  ['a colleague’s', { sender: 'professional' }, 'introduction'],
  ['a stranger’s who has a name', { sender: 'stranger' }, 'introduction'],
  ['a known address under another name', { sender: 'address_known' }, 'introduction'],
  ['a stranger’s without a name', { sender: 'stranger', senderNamed: false }, 'check'],
  ['an unsure one', read({ confidence: 0.6 }), 'check'],
  ['two people', read({ candidates: ['Jane', 'John'] }), 'check'],
  ['a colleague’s letter', { sender: 'professional', ...read({ kind: 'letter' }) }, 'letter'],
  ['a client’s “referral”', read({ kind: 'letter' }), 'introduction'],
  ['a stranger’s letter', { sender: 'stranger', ...read({ kind: 'letter' }) }, 'check'],
  ['a member of staff', { sender: 'staff' }, 'check'],
  ['our own mail that came back', { sender: 'practice', returned: true }, 'ignore'],
  ['what somebody writes from the practice’s own address', { sender: 'practice' }, 'check'],
  [
    'a form’s mail from the practice’s own address',
    { sender: 'practice', ...read({ kind: 'enquiry', candidates: [], reasons: ['from_a_form'] }) },
    'check',
  ],
  ['what looks automatic', read({ reasons: ['in_subject', 'looks_automatic'] }), 'check'],
  [
    'what the owner forwards',
    { sender: 'practice', ...read({ reasons: ['in_subject', 'forwarded'] }) },
    'check',
  ],
  ['a forward', read({ reasons: ['in_subject', 'forwarded'] }), 'check'],
  ['a doubtful origin', { unproven: true }, 'check'],
  ['unwanted from a client', { unwanted: true }, 'check'],
  ['unwanted from a stranger, and an introduction', { unwanted: true, sender: 'stranger' }, 'check'],
  [
    'unwanted from a stranger, and a reply to us',
    {
      unwanted: true,
      sender: 'stranger',
      replyAddress: 'theirs',
      ...read({ kind: 'other', candidates: [], reasons: ['unclear'] }),
    },
    'check',
  ],
  [
    'unwanted from a stranger, and nothing to us',
    { unwanted: true, sender: 'stranger', ...read({ kind: 'other', candidates: [], reasons: ['unclear'] }) },
    'ignore',
  ],
  ['a reply address in other hands', { replyAddress: 'another' }, 'check'],
  ['somebody else in the thread', { thread: 'another_sender' }, 'check'],
  ['the same again in the thread', { thread: 'same_sender' }, 'check'],
  ['thanks in the thread', { thread: 'same_sender', courtesy: true }, 'attach'],
  ['thanks out of the blue', { courtesy: true, ...read({ kind: 'other', candidates: [] }) }, 'check'],
  ['“told my sister”', read({ kind: 'statement', candidates: [] }), 'ask_whether_told'],
  ['the same of a colleague', { sender: 'professional', ...read({ kind: 'statement' }) }, 'check'],
  [
    'stop',
    { unproven: true, unwanted: true, replyAddress: 'another', ...read({ kind: 'opt_out' }) },
    'opt_out',
  ],
  ['stop from the practice’s own address', { sender: 'practice', ...read({ kind: 'opt_out' }) }, 'check'],
  ['a machine', read({ kind: 'automatic' }), 'ignore'],
])('%s', (_, change, does) => {
  expect(decideMail({ ...SURE, ...change }).do).toBe(does);
});

const ANY: fc.Arbitrary<MailFacts> = fc.record({
  reading: fc.record({
    kind: fc.constantFrom(...MAIL_KINDS),
    candidates: fc.array(fc.constantFrom('Jane', 'John'), { maxLength: 2 }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    reasons: fc.array(fc.constantFrom(...MAIL_REASONS), { minLength: 1, maxLength: 3 }),
  }),
  sender: fc.constantFrom('client', 'professional', 'address_known', 'stranger', 'staff', 'practice'),
  senderNamed: fc.boolean(),
  unproven: fc.boolean(),
  unwanted: fc.boolean(),
  courtesy: fc.boolean(),
  returned: fc.boolean(),
  replyAddress: fc.constantFrom('theirs', 'another', null),
  thread: fc.constantFrom('same_sender', 'another_sender', null),
});

test('nothing is recorded by itself unless one name is sure and nothing speaks against the sender (§3.4)', () => {
  fc.assert(
    fc.property(ANY, (facts) => {
      const placed = decideMail(facts);
      if (placed.do !== 'introduction' && placed.do !== 'letter') return;
      expect(facts.reading.candidates).toEqual([placed.firstName]);
      expect(facts.reading.confidence).toBeGreaterThanOrEqual(SURE_ENOUGH);
      expect([facts.unproven, facts.unwanted, facts.thread, facts.replyAddress === 'another']).toEqual([
        false,
        false,
        null,
        false,
      ]);
      expect(facts.sender).not.toBe('staff');
      expect(facts.reading.reasons).not.toContain('forwarded');
    }),
  );
});

test('nothing is put aside but a machine’s, our own that came back, and spam of strangers that says nothing to us', () => {
  fc.assert(
    fc.property(ANY, (facts) => {
      const { reading, returned, unwanted, sender, thread, replyAddress } = facts;
      if (decideMail(facts).do !== 'ignore' || returned || reading.kind === 'automatic') return;
      expect([unwanted, sender, thread, replyAddress]).toEqual([true, 'stranger', null, null]);
      expect(['other', 'reply']).toContain(reading.kind);
    }),
  );
});
