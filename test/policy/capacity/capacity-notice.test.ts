import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideNotice, type NoticeFacts } from '../../../policy/capacity/capacity-notice.ts';
import { SAID_STATUSES } from '../../../policy/capacity/capacity-terms.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const HOUR_MS = 3_600_000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);

const QUIET: NoticeFacts = {
  said: { status: 'open', mode: 'tell_referrers', nextOpening: null },
  spell: null,
  hasEnded: false,
  opensAt: null,
  hasExpired: false,
  expiresAt: null,
  isAsked: false,
  remindAt: null,
  isReminded: false,
};
const FULL = { status: 'full', mode: 'tell_referrers', nextOpening: null } as const;
const SPELL = { mode: 'tell_referrers', nextOpening: null, toldAt: hours(-1), toldAgainAt: null } as const;
const MARCH = { nextOpening: '2027-03' } as const;

test.each<[string, Partial<NoticeFacts>, object]>([
  ['it becomes full', { said: FULL }, { do: 'begin' }],
  ['full, and nobody was told', { said: FULL, spell: { ...SPELL, toldAt: null } }, { do: 'tell' }],
  ['renewed', { said: FULL, spell: SPELL }, { do: 'close' }],
  ['renewed with another month', { said: { ...FULL, ...MARCH }, spell: SPELL }, { do: 'restate' }],
  [
    'people are passed on instead',
    { said: { ...FULL, mode: 'refer_out' }, spell: { ...SPELL, mode: 'refer_out', toldAt: null } },
    { do: 'close' },
  ],
  ['it has room', { spell: SPELL }, { do: 'end' }],
  ['it has a little room', { said: { ...FULL, status: 'nearly_full' }, spell: SPELL }, { do: 'end' }],
  ['it has had room since', { spell: SPELL, hasEnded: true }, { do: 'tell_again' }],
  ['it was said to all', { spell: { ...SPELL, toldAgainAt: NOW }, hasEnded: true }, { do: 'close' }],
  ['full again', { said: FULL, spell: { ...SPELL, toldAgainAt: NOW }, hasEnded: true }, { do: 'begin' }],
  [
    'it has expired',
    { said: { ...FULL, status: 'please_ask' }, spell: SPELL, hasExpired: true },
    { do: 'confirm' },
  ],
  [
    'it has expired, and somebody is asked',
    { said: { ...FULL, status: 'please_ask' }, spell: SPELL, hasExpired: true, isAsked: true },
    { do: 'close' },
  ],
  ['it was said anew', { isAsked: true }, { do: 'confirmed' }],
  [
    'the month has come',
    { said: { ...FULL, ...MARCH }, spell: { ...SPELL, ...MARCH }, opensAt: hours(0) },
    { do: 'tell_again' },
  ],
  [
    'the month has come, and it was said to all',
    { said: { ...FULL, ...MARCH }, spell: { ...SPELL, ...MARCH, toldAgainAt: NOW }, opensAt: hours(0) },
    { do: 'close' },
  ],
  [
    'the month has come, but the statement has expired',
    {
      said: { ...FULL, status: 'please_ask' },
      spell: { ...SPELL, ...MARCH },
      opensAt: hours(-1),
      hasExpired: true,
    },
    { do: 'confirm' },
  ],
  [
    'room was told of, and then it is full until later: that is another time of being full',
    { said: { ...FULL, nextOpening: '2027-06' }, spell: { ...SPELL, ...MARCH, toldAgainAt: NOW } },
    { do: 'end' },
  ],
  [
    'the month comes within the day',
    { said: { ...FULL, ...MARCH }, spell: { ...SPELL, ...MARCH }, opensAt: hours(3), expiresAt: hours(9) },
    { do: 'wait', for: 'opening', at: hours(3) },
  ],
  ['it expires in weeks', { expiresAt: hours(900) }, { do: 'rest', until: hours(900) }],
  ['a place is behind', { remindAt: hours(2) }, { do: 'wait', for: 'places', at: hours(2) }],
  ['a place is behind for too long', { remindAt: hours(0) }, { do: 'remind' }],
  ['somebody was reminded', { remindAt: hours(0), isReminded: true }, { do: 'close' }],
  ['every place says the same again', { isReminded: true }, { do: 'updated' }],
])('S73 S74 what follows from what a practice says: %s', (_, change, step) => {
  expect(decideNotice({ ...QUIET, ...change }, NOW)).toMatchObject(step);
});

const moment = fc.option(fc.integer({ min: -50, max: 50 }).map(hours));
const facts = fc.record<NoticeFacts>({
  said: fc.record({
    status: fc.constantFrom(...SAID_STATUSES),
    mode: fc.constantFrom('refer_out', 'tell_referrers'),
    nextOpening: fc.constantFrom(null, '2027-03', '2027-06'),
  }),
  spell: fc.option(
    fc.record({
      mode: fc.constantFrom('refer_out', 'tell_referrers'),
      nextOpening: fc.constantFrom(null, '2027-03'),
      toldAt: moment,
      toldAgainAt: moment,
    }),
  ),
  hasEnded: fc.boolean(),
  opensAt: moment,
  hasExpired: fc.boolean(),
  expiresAt: moment,
  isAsked: fc.boolean(),
  remindAt: moment,
  isReminded: fc.boolean(),
});

/** What each step does to what the next decision reads. */
function taken(before: NoticeFacts, step: string): NoticeFacts {
  const { said, spell } = before;
  const { mode, nextOpening } = said;
  switch (step) {
    case 'begin':
      return { ...before, hasEnded: false, spell: { mode, nextOpening, toldAt: null, toldAgainAt: null } };
    case 'restate':
      return { ...before, spell: spell && { ...spell, mode, nextOpening } };
    case 'tell':
      return { ...before, spell: spell && { ...spell, toldAt: NOW } };
    case 'end':
      return { ...before, hasEnded: true };
    case 'tell_again':
      return { ...before, spell: spell && { ...spell, toldAgainAt: NOW } };
    case 'confirm':
    case 'confirmed':
      return { ...before, isAsked: step === 'confirm' };
    default:
      return { ...before, isReminded: step === 'remind' };
  }
}

test('S73a S74a whatever is known, each step is taken once at most and then it rests; nobody is told while it is not so', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const seen: string[] = [];
      for (let now = given; ;) {
        const step = decideNotice(now, NOW);
        if (step.do === 'wait' || step.do === 'rest' || step.do === 'close') {
          if (step.do === 'wait') expect(step.at.getTime()).toBeGreaterThan(NOW.getTime() - 51 * HOUR_MS);
          break;
        }
        expect(seen).not.toContain(step.do);
        seen.push(step.do);
        if (step.do === 'tell') expect(now.said).toMatchObject({ status: 'full', mode: 'tell_referrers' });
        if (step.do === 'begin') expect(now.said.status).toBe('full');
        if (step.do === 'end' && now.said.status === 'full') expect(now.spell?.toldAgainAt).not.toBeNull();
        now = taken(now, step.do);
      }
    }),
  );
});
