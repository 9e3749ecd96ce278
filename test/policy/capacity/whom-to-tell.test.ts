import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placesToUpdate, placeStates } from '../../../policy/capacity/places.ts';
import { contentOf } from '../../../policy/capacity/content.ts';
import {
  isForAPerson,
  whyNotAgain,
  whyNotFull,
  type ToldFacts,
} from '../../../policy/capacity/whom-to-tell.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const COLLEAGUE: ToldFacts = {
  isErased: false,
  isTop: true,
  toldAt: null,
  toldByHand: false,
  toldAgainAt: null,
  optedOutAt: null,
  keepPostedAt: null,
  mayEmail: null,
  soleTrader: false,
  hasEmail: true,
  isSuppressed: false,
};
const SPELL = { since: daysAgo(10), mode: 'tell_referrers' } as const;
const AROUND = { spell: SPELL, isFull: true, keepsPlaces: false, minGapMs: 28 * DAY_MS, now: NOW };

test.each<[string, Partial<ToldFacts>, Partial<typeof AROUND>, string | null]>([
  ['they send most', {}, {}, null],
  ['they neither send much nor asked', { isTop: false }, {}, 'not_top'],
  ['a sole trader who asked', { isTop: false, soleTrader: true, keepPostedAt: daysAgo(400) }, {}, null],
  ['a sole trader who sends most', { soleTrader: true }, {}, 'sole_trader'],
  ['places are kept for their people', {}, { keepsPlaces: true }, 'places_kept'],
  ['told in this time already', { toldAt: daysAgo(3) }, {}, 'told_already'],
  [
    'told before, and that there was room (4.5d)',
    { toldAt: daysAgo(27), toldAgainAt: daysAgo(11) },
    {},
    'told_lately',
  ],
  ['the same four weeks later', { toldAt: daysAgo(28), toldAgainAt: daysAgo(11) }, {}, null],
  ['they opted out', { optedOutAt: daysAgo(1) }, {}, 'opted_out'],
  ['we are not full any more', {}, { isFull: false }, 'not_full'],
  ['they were erased', { isErased: true }, {}, 'erased'],
])('S73a who is told by e-mail that we are full: %s', (_, change, around, why) => {
  expect(whyNotFull({ ...COLLEAGUE, ...change }, { ...AROUND, ...around })).toBe(why);
});

test.each<[string, Partial<ToldFacts>, string | null]>([
  ['they were told', { toldAt: daysAgo(3) }, null],
  ['they were not', {}, 'not_told'],
  ['they were told in another time', { toldAt: daysAgo(11) }, 'not_told'],
  ['they were told by hand', { toldAt: daysAgo(3), toldByHand: true }, 'told_by_hand'],
  ['they heard already', { toldAt: daysAgo(3), toldAgainAt: daysAgo(2) }, 'told_already'],
  ['they asked meanwhile', { isTop: false, keepPostedAt: daysAgo(2) }, null],
  ['they asked meanwhile, and heard', { keepPostedAt: daysAgo(2), toldAgainAt: daysAgo(1) }, 'told_already'],
  ['they had asked before, and were not told', { keepPostedAt: daysAgo(11) }, 'not_told'],
  ['they opted out since', { toldAt: daysAgo(3), optedOutAt: daysAgo(1) }, 'opted_out'],
  ['they were erased since', { toldAt: daysAgo(3), isErased: true }, 'erased'],
])('S74a who hears by e-mail that there is room again: %s', (_, change, why) => {
  expect(whyNotAgain({ ...COLLEAGUE, ...change }, SPELL)).toBe(why);
});

test('S73 where people are passed on nobody hears of room but who was promised it before', () => {
  const passesOn = { ...SPELL, mode: 'refer_out' } as const;

  expect(whyNotAgain({ ...COLLEAGUE, keepPostedAt: daysAgo(2) }, passesOn)).toBe('not_told');
  expect(whyNotAgain({ ...COLLEAGUE, toldAt: daysAgo(2) }, passesOn)).toBeNull();
});

const maybe = fc.option(fc.integer({ min: 0, max: 60 }).map(daysAgo));
const anybody = fc.record<ToldFacts>({
  isErased: fc.boolean(),
  isTop: fc.boolean(),
  toldAt: maybe,
  toldByHand: fc.boolean(),
  toldAgainAt: maybe,
  optedOutAt: maybe,
  keepPostedAt: maybe,
  mayEmail: fc.constantFrom(null, true, false),
  soleTrader: fc.constantFrom(null, true, false),
  hasEmail: fc.boolean(),
  isSuppressed: fc.boolean(),
});

test('S73a S74a whoever is told is gated each time, nobody waits for both, and only reasons of e-mail become a call', () => {
  fc.assert(
    fc.property(anybody, (facts) => {
      const [full, again] = [whyNotFull(facts, AROUND), whyNotAgain(facts, SPELL)];

      if (full === null)
        expect(again === null && facts.toldAt !== null && facts.toldAt >= SPELL.since).toBe(false);
      for (const why of [full, again].filter((one) => one === null)) {
        expect(why).toBeNull();
        expect(facts).toMatchObject({ hasEmail: true, isSuppressed: false, isErased: false });
        expect(facts.mayEmail).not.toBe(false);
        expect(facts.keepPostedAt !== null || facts.soleTrader === false).toBe(true);
      }
      if (full !== null && isForAPerson(full)) expect(facts.isTop || facts.keepPostedAt !== null).toBe(true);
    }),
  );
});

const SAYS_FULL = contentOf({ status: 'full', nextOpening: null, waitWeeks: null });
const SAYS_OPEN = contentOf({ status: 'open', nextOpening: null, waitWeeks: null });
const known = (place: 'voicemail' | 'website', says: string) => ({
  place,
  says,
  updatedAt: NOW,
  updatedBy: null,
});

test('S72a a place is old while it says something else, and not for being older; changed back, it is right again', () => {
  const places = [known('voicemail', SAYS_FULL), known('website', SAYS_OPEN)];
  const says = (said: string) =>
    Object.fromEntries(
      placeStates(places, { says: said, at: NOW }).map((state) => [state.place, state.says]),
    );

  expect(says(SAYS_OPEN)).toMatchObject({
    voicemail: 'old',
    website: 'current',
    directory: 'never',
    widget: 'current',
  });
  expect(says(SAYS_FULL)).toMatchObject({ voicemail: 'current', website: 'old' });
  expect(placesToUpdate(places, { says: SAYS_OPEN, at: NOW })).toEqual([
    'voicemail',
    'autoresponder',
    'directory',
  ]);
  expect(placesToUpdate(places, null)).toEqual([]);
});
