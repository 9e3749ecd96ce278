import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  whyLeftOut,
  whyNotColleague,
  whyNotEmail,
  whyNotPersonal,
  type Candidate,
} from '../../../policy/broadcasts/leave-out.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-23T10:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const COLLEAGUE = {
  isErased: false,
  hasSent: true,
  optedOutAt: null,
  keepPostedAt: null,
  mayEmail: null,
  soleTrader: false,
  hasEmail: true,
  isSuppressed: false,
  thankedAt: null,
  writtenToAt: null,
};
const CLIENT = {
  isErased: false,
  hasSaidSo: true,
  deceased: false,
  held: false,
  complaint: false,
  endedByPractice: false,
  doNotEmail: false,
  hasEmail: true,
  suppressed: false,
};

test.each([
  ['nothing stands against it', {}, null],
  ['they opted out', { optedOutAt: daysAgo(1) }, 'opted_out'],
  [
    'they asked to be kept posted after they opted out',
    { optedOutAt: daysAgo(2), keepPostedAt: daysAgo(1) },
    null,
  ],
  ['they opted out after they had asked', { optedOutAt: daysAgo(1), keepPostedAt: daysAgo(2) }, 'opted_out'],
  ['their address takes no mail', { isSuppressed: true }, 'suppressed'],
  ['the practice said no', { mayEmail: false, keepPostedAt: daysAgo(1) }, 'may_not'],
  ['there is no address', { hasEmail: false }, 'no_email'],
  ['they are a sole trader', { soleTrader: true, mayEmail: true }, 'sole_trader'],
  ['nobody knows whether they are', { soleTrader: null }, 'sole_trader'],
  ['a sole trader asked to be kept posted', { soleTrader: true, keepPostedAt: daysAgo(1) }, null],
])('may a colleague be written to unasked (§5c 4.5f): %s', (_, change, expected) => {
  expect(whyNotEmail({ ...COLLEAGUE, ...change })).toBe(expected);
});

test.each([
  ['had one 59 days ago', { thankedAt: daysAgo(59) }, 'thanked_lately'],
  ['had one 60 days ago', { thankedAt: daysAgo(60) }, null],
  ['had another unasked mail 27 days ago (4.5d)', { writtenToAt: daysAgo(27) }, 'written_to_lately'],
  ['had another unasked mail 28 days ago', { writtenToAt: daysAgo(28) }, null],
  ['sent nobody', { hasSent: false }, 'nobody_sent'],
  ['was erased', { isErased: true, hasSent: false }, 'erased'],
])('a colleague who %s', (_, change, expected) => {
  expect(whyNotColleague({ ...COLLEAGUE, ...change }, 28 * DAY_MS, NOW)).toBe(expected);
});

test.each([
  ['nothing stands against it', {}, null],
  ['only an enquirer named them', { hasSaidSo: false }, 'nothing_said'],
  ['they died', { deceased: true, held: true }, 'deceased'],
  ['they are held', { held: true }, 'held'],
  ['they complained', { complaint: true }, 'complaint'],
  ['the practice ended the work', { endedByPractice: true }, 'ended_by_practice'],
  ['they are not to be e-mailed', { doNotEmail: true }, 'do_not_email'],
  ['there is no address', { hasEmail: false }, 'no_email'],
  ['their address takes no mail', { suppressed: true }, 'suppressed'],
  ['they were erased', { isErased: true, hasEmail: false }, 'erased'],
])(
  'a client who told us of their good word is thanked for the quarter, unless (D4, S52): %s',
  (_, change, expected) => {
    expect(whyNotPersonal({ ...CLIENT, ...change })).toBe(expected);
  },
);

const at = fc.option(fc.integer({ min: 1, max: 90 }).map(daysAgo), { nil: null });
const candidates = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    address: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
    why: fc.option(fc.constant('held'), { nil: null }),
    lastHadAt: at,
    lastAnsweredAt: at,
  }),
  { selector: ({ id }) => id },
);

test('no address stands twice on a list, and with not_answered nobody who has answered since', () => {
  fc.assert(
    fc.property(candidates, fc.constantFrom('not_answered' as const, null), (found, onlyTo) => {
      const left = whyLeftOut<string>(found, onlyTo);
      const listed = found.filter(({ id }) => !left.has(id));
      const addresses = listed.flatMap(({ address }) => address ?? []);
      const answered = ({ lastHadAt, lastAnsweredAt }: Candidate<string>) =>
        lastHadAt !== null && lastAnsweredAt !== null && lastAnsweredAt > lastHadAt;

      expect(new Set(addresses).size).toBe(addresses.length);
      expect(listed.filter(({ why }) => why !== null)).toEqual([]);
      if (onlyTo) expect(listed.filter(answered)).toEqual([]);
      for (const [id, why] of left)
        if (why === 'same_address') {
          const { address } = found.find((one) => one.id === id) ?? { address: null };
          expect(addresses).toContain(address);
        }
    }),
  );
});
