import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decideMailFirst, type Mail, type MessageFacts } from '../../../policy/outbound-mail/mail-first.ts';
import {
  mayFollow,
  REFER_OUT_OUTCOMES,
  REFER_OUT_STATUSES,
} from '../../../policy/refer-outs/refer-out-terms.ts';
import {
  decideReferOut,
  RING_BECAUSE,
  type ReferOutFacts,
  type ReferOutRules,
  type ReferOutStep,
} from '../../../policy/refer-outs/refer-out.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-11-02T10:00:00Z');
/** A referral out with its e-mails as the ledger has them. */
type Facts = Omit<ReferOutFacts, 'offer' | 'letter'> & {
  offer: (MessageFacts & { failed: boolean }) | null;
  letter: MessageFacts | null;
  mails: readonly MessageFacts[];
};

const RULES: ReferOutRules & { searchLagMs: number } = {
  checkAfterMs: 14 * DAY_MS,
  checkAgainMs: 28 * DAY_MS,
  giveUpAfterMs: 60 * DAY_MS,
  paused: false,
  searchLagMs: 900_000,
};
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);
const mail = (change: Partial<MessageFacts> = {}): MessageFacts => ({
  id: 'm',
  purpose: 'refer_out',
  status: 'queued',
  dueAt: START,
  askedBy: null,
  nextTryAt: null,
  claimedUntil: null,
  unknownSince: null,
  checks: 0,
  resent: false,
  ...change,
});
const opened: Facts = {
  status: 'choosing',
  gone: false,
  createdAt: START,
  offeredAt: null,
  consentedAt: null,
  handedOverAt: null,
  checkedAt: null,
  wasDeclined: false,
  ring: null,
  isAskedToRing: false,
  isAskedToChoose: false,
  isAskedHowItWent: false,
  offer: null,
  letter: null,
  mails: [],
};
const agreed: Partial<Facts> = { status: 'offered', consentedAt: START };
const handed: Partial<Facts> = {
  ...agreed,
  status: 'handed_over',
  handedOverAt: START,
  letter: mail({ status: 'sent' }),
};
const decide = (change: Partial<Facts>, days = 0, rules: Partial<ReferOutRules> = {}) =>
  next({ ...opened, ...change }, { ...RULES, ...rules }, day(days));

/** What comes next of all that is known, as a workflow is told. */
function next({ offer, letter, mails, ...known }: Facts, rules: typeof RULES, now: Date) {
  return decideMailFirst<ReferOutStep>(mails, rules, now, () => {
    const named = offer && { ...asMail(offer), failed: offer.failed };
    return decideReferOut({ ...known, offer: named, letter: letter && asMail(letter) }, rules, now);
  });
}

/** As the rules are shown it once nothing is in flight. */
function asMail({ id, purpose, dueAt, askedBy, nextTryAt, status }: MessageFacts): Mail {
  const isOpen = status === 'unknown' || status === 'sending';
  return { id, purpose, dueAt, askedBy, nextTryAt, again: false, status: isOpen ? 'queued' : status };
}

const sent = { ...mail({ status: 'sent' }), failed: false };

test.each<[string, Partial<Facts>, number, string]>([
  ['while somebody looks at the list', {}, 1.9, 'wait'],
  ['nobody has chosen for two days', {}, 2, 'ask_to_choose'],
  ['somebody is asked already', { isAskedToChoose: true }, 2, 'wait'],
  ['a colleague said no', { wasDeclined: true }, 0, 'ask_to_choose'],
  ['names are on their way', { status: 'offered', offer: { ...mail(), failed: false } }, 0, 'send'],
  ['the names did not arrive', { status: 'offered', offer: { ...sent, failed: true } }, 0, 'ask_to_choose'],
  [
    'names went and nothing was heard',
    { status: 'offered', offeredAt: START, offer: sent },
    14,
    'ask_how_it_went',
  ],
  ['a yes', agreed, 0, 'write'],
  [
    'a yes that was taken back and given again',
    { ...agreed, letter: mail({ status: 'stopped' }) },
    0,
    'write',
  ],
  ['the letter is due', { ...agreed, letter: mail() }, 0, 'send'],
  ['the letter waits for office hours', { ...agreed, letter: mail({ dueAt: day(1) }) }, 0, 'wait'],
  ['nobody can tell whether it arrived', { ...agreed, letter: mail({ status: 'held' }) }, 0, 'wait'],
  ['the colleague has no address', { ...agreed, ring: 'no_email' }, 0, 'ask_to_ring'],
  ['somebody is asked to ring', { ...agreed, ring: 'bounced', isAskedToRing: true }, 0, 'wait'],
  ['the fortnight is not over', handed, 13.9, 'wait'],
  ['after a fortnight', handed, 14, 'ask_how_it_went'],
  ['asked once', { ...handed, checkedAt: day(14) }, 27.9, 'wait'],
  ['asked once, and another fortnight passed', { ...handed, checkedAt: day(14) }, 28, 'ask_how_it_went'],
  ['asked twice', { ...handed, checkedAt: day(28) }, 59.9, 'wait'],
  ['the first question passed unnoticed', handed, 30, 'ask_how_it_went'],
  ['both questions passed and one was asked', { ...handed, checkedAt: day(30) }, 31, 'wait'],
  ['nobody heard for sixty days', { ...handed, checkedAt: day(28) }, 60, 'give_up'],
  ['nobody ever chose', { isAskedToChoose: true }, 60, 'give_up'],
  ['the person is gone', { ...agreed, letter: mail(), gone: true }, 0, 'give_up'],
  ['it has ended', { status: 'closed' }, 100, 'close'],
  [
    'a rehearsal goes on as if it had gone',
    { ...agreed, letter: mail({ status: 'would_send' }) },
    14,
    'ask_how_it_went',
  ],
])('%s', (_, change, days, expected) => {
  expect(decide(change, days).do).toBe(expected);
});

test('an outcome that is open is looked up first, also after everything else has ended', () => {
  const unknown = mail({ status: 'unknown', unknownSince: START });

  expect(decide({ status: 'closed', mails: [unknown] }, 1).do).toBe('send');
  expect(decide({ ...agreed, letter: unknown, mails: [unknown] }).do).toBe('wait');
});

test('while the practice pauses nothing leaves, and it looks again', () => {
  expect(decide({ ...agreed, letter: mail() }, 0, { paused: true }).do).toBe('wait');
});

const anyMoment = fc.option(fc.integer({ min: 0, max: 90 }).map(day));
const anyMail = fc
  .constantFrom(
    'queued',
    'sent',
    'held',
    'refused',
    'stopped',
    'cancelled',
    'would_send',
    'unknown',
    'sending',
  )
  .chain((status) =>
    fc.record({ at: fc.integer({ min: 0, max: 60 }).map(day), tryAt: anyMoment }).map(({ at, tryAt }) =>
      mail({
        status,
        dueAt: at,
        nextTryAt: tryAt,
        unknownSince: at,
        claimedUntil: at,
      }),
    ),
  );
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    status: fc.constantFrom(...REFER_OUT_STATUSES),
    gone: fc.boolean(),
    offeredAt: anyMoment,
    consentedAt: anyMoment,
    handedOverAt: anyMoment,
    checkedAt: anyMoment,
    wasDeclined: fc.boolean(),
    ring: fc.option(fc.constantFrom(...RING_BECAUSE)),
    isAskedToRing: fc.boolean(),
    isAskedToChoose: fc.boolean(),
    offer: fc.option(fc.tuple(anyMail, fc.boolean()).map(([one, failed]) => ({ ...one, failed }))),
    letter: fc.option(anyMail),
  })
  .map((facts) => ({
    ...opened,
    ...facts,
    mails: [facts.letter, facts.offer].filter((one) => one !== null),
  }));

/** How long an open outcome is looked up is the delivery's own matter. */
function isFlying({ mails }: Facts): boolean {
  return mails.some(({ status }) => status === 'unknown' || status === 'sending');
}

test('it never waits for a moment that has passed, nor for more than a day', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 90 }), (facts, days) => {
      const step = next(facts, RULES, day(days));
      if (step.do !== 'wait' || isFlying(facts)) return;
      expect(step.at.getTime()).toBeGreaterThan(day(days).getTime());
      expect(step.at.getTime()).toBeLessThanOrEqual(day(days + 1).getTime());
    }),
  );
});

test('without a yes no letter to a colleague is written or sent, whatever else is so', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 90 }), (facts, days) => {
      const quiet = { ...facts, consentedAt: null, offer: null, mails: [] };
      expect(['write', 'send', 'ask_to_ring']).not.toContain(next(quiet, RULES, day(days)).do);
    }),
  );
});

test('whatever is so, it has ended sixty days after the last that was heard', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      fc.pre(!isFlying(facts));
      expect(['give_up', 'close']).toContain(next(facts, RULES, day(151)).do);
    }),
  );
});

test('late word is still word: accepted may start, unknown may become known, and nothing else changes', () => {
  const follows = REFER_OUT_OUTCOMES.flatMap((known) =>
    REFER_OUT_OUTCOMES.flatMap((later) => (mayFollow(known, later) ? [`${known} ${later}`] : [])),
  );

  expect(follows.toSorted()).toEqual(
    ['accepted started', 'unknown accepted', 'unknown started', 'unknown unknown'].toSorted(),
  );
  expect(REFER_OUT_OUTCOMES.every((first) => mayFollow(null, first))).toBe(true);
});
