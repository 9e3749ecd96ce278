import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { REFER_OUT_REASONS } from '../../../policy/refer-outs/refer-out-terms.ts';
import { suggestColleagues, type Colleague } from '../../../policy/refer-outs/suggest-colleagues.ts';

const WANTED = { need: 'Couples work', declined: [], today: '2026-11-27' };
const known = (id: string, change: Partial<Colleague> = {}): Colleague => ({
  id,
  trusted: true,
  howWeKnowThem: 'We share a supervision group.',
  takesReferrals: null,
  lastConfirmedOn: '2026-10-01',
  placesKnown: 1,
  focus: [],
  erased: false,
  ...change,
});
const order = (colleagues: Colleague[], change = {}) =>
  suggestColleagues(colleagues, { ...WANTED, ...change }).map(({ id }) => id);

test.each<[string, Partial<Colleague>]>([
  ['who is not on the trusted list', { trusted: false }],
  ['of whom nobody says how we know them', { howWeKnowThem: null }],
  ['of whom an empty line says it', { howWeKnowThem: '' }],
  ['who takes nobody', { takesReferrals: false }],
  ['who was erased', { erased: true }],
])('nobody is suggested %s', (_, change) => {
  expect(order([known('a', change), known('b')])).toEqual(['b']);
});

test('whoever said no is not suggested again', () => {
  expect(order([known('a'), known('b')], { declined: ['a'] })).toEqual(['b']);
});

test('first who was confirmed within the year, then who has places, then whose focus fits, then the latest confirmed', () => {
  const colleagues = [
    known('long ago, fits', { lastConfirmedOn: '2025-11-26', focus: ['couples work'] }),
    known('no places', { placesKnown: 0, focus: ['couples work'] }),
    known('places unknown', { placesKnown: null }),
    known('places', {}),
    known('places, confirmed later', { lastConfirmedOn: '2026-11-01' }),
    known('places, fits', { focus: ['Couples'], lastConfirmedOn: '2025-11-27' }),
    known('never confirmed', { lastConfirmedOn: null }),
  ];

  expect(order(colleagues)).toEqual([
    'places, fits',
    'places, confirmed later',
    'places',
    'places unknown',
    'no places',
    'long ago, fits',
    'never confirmed',
  ]);
});

test('a focus fits by whole words', () => {
  const shared = (focus: string, need: string) =>
    suggestColleagues([known('a', { focus: [focus] })], { ...WANTED, need })[0]?.shared ?? [];

  expect(shared('art', 'Partners in conflict')).toEqual([]);
  expect(shared('Eating – disorders', 'work with eating disorders')).toEqual(['Eating – disorders']);
  expect(shared('–', 'anything – at all')).toEqual([]);
});

const anyColleague = fc.record({
  id: fc.uuid(),
  trusted: fc.boolean(),
  howWeKnowThem: fc.option(fc.constantFrom('', 'We trained together.')),
  takesReferrals: fc.option(fc.boolean()),
  lastConfirmedOn: fc.option(fc.constantFrom('2024-01-01', '2025-11-27', '2026-11-01')),
  placesKnown: fc.option(fc.nat(3)),
  focus: fc.subarray(['couples', 'teens', 'sleep']),
  erased: fc.boolean(),
});
const anyColleagues = fc.uniqueArray(anyColleague, { selector: ({ id }) => id, maxLength: 12 });

test('the order depends on who they are and not on how they were listed, and everybody suggested is one of whose work we know', () => {
  fc.assert(
    fc.property(anyColleagues, fc.infiniteStream(fc.nat()), (colleagues, random) => {
      const shuffled = colleagues
        .map((colleague) => ({ colleague, at: random.next().value }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ colleague }) => colleague);
      const suggested = suggestColleagues(colleagues, WANTED);

      expect(suggestColleagues(shuffled, WANTED)).toEqual(suggested);
      for (const { id } of suggested)
        expect(colleagues.find((one) => one.id === id)).toMatchObject({ trusted: true, erased: false });
    }),
  );
});

test('whoever has places and was confirmed never stands behind somebody without', () => {
  fc.assert(
    fc.property(anyColleagues, (colleagues) => {
      const ranks = suggestColleagues(colleagues, WANTED).map(
        ({ isConfirmed, hasPlaces }) => (isConfirmed ? 0 : 2) + (hasPlaces ? 0 : 1),
      );

      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    }),
  );
});

test('a niche is no reason to send anybody away (S77)', () => {
  expect(REFER_OUT_REASONS.filter((reason) => /niche|focus|speciali/.test(reason))).toEqual([]);
});
