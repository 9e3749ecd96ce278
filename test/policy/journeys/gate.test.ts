import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  askGate,
  closedGates,
  type GateFacts,
  type GateMilestone,
  type GateRules,
  type MilestoneKind,
} from '../../../policy/journeys/gate.ts';
import { GATE_CODES, GATES, shownCode, type GateCode } from '../../../policy/journeys/gate-codes.ts';
import { ENDINGS } from '../../../policy/journeys/ending.ts';
import { PHASES } from '../../../policy/journeys/stage.ts';
import { anyFacts, anyMoment, anyRules, DAY_MS, KINDS, NOW, RULES, WELCOME } from './any-gate.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = { seed: SEED, numRuns: 4_000 };

/** §5a.4 and the contract, written down once more: the order in which one code is shown, and which are HARD (§2.3). */
const HARD: readonly GateCode[] = [
  'no_consent',
  'objected',
  'minor',
  'held',
  'complaint',
  'deceased',
  'drop_out',
  'shared_work',
  'too_often',
  'do_not_email',
  'suppressed',
  'not_live',
];
const SOFT: readonly GateCode[] = [
  'mid_process',
  'too_early',
  'missed_session',
  'unpaid',
  'low_satisfaction',
  'referred_on',
  'third_party_payer',
  'fee_review',
  'not_a_moment',
  'no_carrier',
  'stale_data',
  'expired',
  'while_full',
];
/** The column "Override" of §2.3. */
const MAY_BE_OVERRIDDEN: readonly GateCode[] = [
  'mid_process',
  'too_early',
  'missed_session',
  'unpaid',
  'low_satisfaction',
  'referred_on',
  'third_party_payer',
  'fee_review',
];

type Kinds = readonly MilestoneKind[];
/** What closes a gate, or comes as near to it as can be without closing it, and for which moments. */
type Row = [rule: string, code: GateCode, what: string, Partial<GateFacts>, Kinds?, Partial<GateRules>?];

const before = (days: number, ms = 0): number => NOW - days * DAY_MS - ms;
const NOT_DISCHARGE: Kinds = ['goal_reached', 'significant_session', 'transition'];
const SIGNIFICANT: Kinds = ['significant_session'];
const DISCHARGE: Kinds = ['discharge'];
const FORMER: Partial<GateFacts> = { ending: 'planned_met', endedAt: before(3), phase: 'after' };

const CLOSES: readonly Row[] = [
  ['E1', 'no_consent', 'nobody has asked them', { consent: 'not_asked' }],
  ['E1', 'no_consent', 'they said no', { consent: 'declined' }],
  ['E1', 'no_consent', 'they took their yes back', { consent: 'withdrawn' }],
  ['E2', 'objected', 'they asked us to stop', { objected: true }],
  ['E2', 'suppressed', 'mail to the address comes back', { suppressed: true }],
  ['E3', 'minor', 'they are under age', { holds: ['minor'] }],
  ['E3', 'minor', 'they may still be seventeen', { yearsSinceBirthYear: 18 }],
  ['E4 E5 E7 E9 E20 E21', 'held', 'somebody said "not now"', { holds: ['held'] }],
  ['E6', 'complaint', 'a complaint is open', { holds: ['complaint'] }],
  ['E6', 'complaint', 'one was closed not quite six months ago', { complaintClosedAt: before(184, -1) }],
  [
    'E6',
    'complaint',
    'one will be closed later (a trial asks of the past)',
    { complaintClosedAt: before(-9) },
  ],
  ['E8', 'deceased', 'they have died', { ending: 'deceased', endedAt: before(1), phase: 'after' }],
  ['E10', 'mid_process', 'the work has just begun', { phase: 'early' }, NOT_DISCHARGE],
  ['E10', 'mid_process', 'the work is under way', { phase: 'working_through' }, NOT_DISCHARGE],
  ['S9', 'mid_process', 'nobody knows the stage', { phase: null }, SIGNIFICANT],
  ['E11', 'too_early', 'three sessions', { attended: 3 }],
  ['E11', 'too_early', 'not quite 28 days', { firstAttendedAt: before(28, -1) }],
  ['E11', 'too_early', 'they have not come yet', { attended: 0, firstAttendedAt: null }],
  ['S8', 'too_early', 'a short contract that goes on', { attended: 3, plannedShort: true }, NOT_DISCHARGE],
  ['E12', 'missed_session', 'the last appointment was missed', { missedLast: true }],
  ['E13', 'unpaid', 'an invoice is overdue', { holds: ['unpaid'] }],
  ['E14', 'low_satisfaction', 'the latest score is at the floor', { lastScore: { score: 2, at: before(1) } }],
  [
    'E14',
    'low_satisfaction',
    'a low score of not quite 180 days',
    { lastScore: { score: 1, at: before(180, -1) } },
  ],
  ['E15', 'drop_out', 'they stopped coming', { ...FORMER, ending: 'drop_out' }],
  ['E15', 'drop_out', 'we ended it', { ...FORMER, ending: 'ended_by_practice' }],
  ['E16', 'referred_on', 'they were referred on', { ...FORMER, ending: 'referred_on' }],
  ['E17', 'third_party_payer', 'the employer pays', { holds: ['third_party_payer'] }],
  ['E18', 'shared_work', 'they come together', { holds: ['shared_work'] }],
  ['E19', 'fee_review', 'the fee is being looked at', { holds: ['fee_review'] }],
  ['E22', 'too_often', 'a prompt not quite 90 days ago', { promptsAt: [before(90, -1)] }, NOT_DISCHARGE],
  ['E22', 'too_often', 'a prompt not quite 21 days ago', { promptsAt: [before(21, -1)] }, DISCHARGE],
  ['E22', 'too_often', 'three in this episode', { promptsAt: [before(300), before(200), before(100)] }],
  [
    'E22',
    'too_often',
    'three since this episode began',
    { promptsAt: [before(390), before(300), before(200), before(100)], episodeStartedAt: before(300) },
  ],
  ['E22', 'too_often', 'they sent somebody not quite 90 days ago', { lastReferralAt: before(90, -1) }],
  ['E23', 'do_not_email', 'they said: no e-mail', { holds: ['do_not_email'] }],
  ['E23', 'do_not_email', 'somebody shares the mailbox', { sharesMailbox: true }],
  ['S6', 'not_a_moment', 'the practice did not choose this moment', {}, KINDS, { milestones: [] }],
  ['S12', 'no_carrier', 'there is no address', { hasEmail: false }],
  ['§2.5', 'stale_data', 'the diary was silent for ten days', { sessionDataAt: before(10) }],
  ['§2.5', 'stale_data', 'the diary has never spoken', { sessionDataAt: null }],
  ['§2.7', 'expired', 'the ending is more than 30 days ago', { ...FORMER, endedAt: before(30, 1) }],
  [
    'D7',
    'while_full',
    'the practice is full, and its owner has prompts wait',
    { practiceFull: true },
    KINDS,
    { holdWhileFull: true },
  ],
  ['§2.9', 'not_live', 'the owner has not signed off', FORMER, KINDS, { strict: true, signedOff: false }],
  ['§2.9', 'not_a_moment', 'a current client', {}, KINDS, { strict: true, signedOff: true }],
  [
    '§2.9',
    'no_consent',
    'a spoken yes',
    { ...FORMER, consentInWriting: false },
    KINDS,
    { strict: true, signedOff: true },
  ],
];

const PASSES: readonly Row[] = [
  ['E1', 'no_consent', 'a spoken yes', { consentInWriting: false }],
  ['E3', 'minor', 'certainly eighteen', { yearsSinceBirthYear: 19 }],
  ['E3', 'minor', 'nobody knows their age', { yearsSinceBirthYear: null }],
  ['E6', 'complaint', 'closed six months ago', { complaintClosedAt: before(184) }],
  ['E8', 'deceased', 'a planned ending', FORMER],
  ['E10', 'mid_process', 'an ending, whatever the stage', { phase: 'working_through' }, DISCHARGE],
  ['E10', 'mid_process', 'settled', { phase: 'settled' }],
  ['E10', 'mid_process', 'ending', { phase: 'ending' }],
  [
    'S9',
    'mid_process',
    'nobody knows the stage',
    { phase: null },
    ['goal_reached', 'discharge', 'transition'],
  ],
  ['E11', 'too_early', 'four sessions', { attended: 4 }],
  ['E11', 'too_early', '28 days', { firstAttendedAt: before(28) }],
  [
    'S8',
    'too_early',
    'a planned short contract that has ended',
    { attended: 1, firstAttendedAt: before(1), plannedShort: true },
    DISCHARGE,
  ],
  ['E14', 'low_satisfaction', 'just above the floor', { lastScore: { score: 3, at: before(1) } }],
  ['E14', 'low_satisfaction', '180 days old', { lastScore: { score: 1, at: before(180) } }],
  ['E14', 'low_satisfaction', 'nobody gave a score', { lastScore: null }],
  ['E15', 'drop_out', 'they moved away', { ...FORMER, ending: 'moved' }],
  ['E16', 'referred_on', 'they stepped down', { ...FORMER, ending: 'stepped_down' }],
  ['E22', 'too_often', 'a prompt 90 days ago', { promptsAt: [before(90)] }, NOT_DISCHARGE],
  ['E22', 'too_often', 'a prompt 21 days ago, and now an ending', { promptsAt: [before(21)] }, DISCHARGE],
  ['E22', 'too_often', 'two in this episode', { promptsAt: [before(200), before(100)] }],
  [
    'E22',
    'too_often',
    'three, one of them in the episode before',
    { promptsAt: [before(300, 1), before(200), before(100)], episodeStartedAt: before(300) },
  ],
  ['E22', 'too_often', 'they sent somebody 90 days ago', { lastReferralAt: before(90) }],
  ['§2.5', 'stale_data', 'the diary spoke not quite ten days ago', { sessionDataAt: before(10, -1) }],
  ['§2.7', 'expired', 'the ending is 30 days ago', { ...FORMER, endedAt: before(30) }],
  ['D7', 'while_full', 'the practice is full and goes on', { practiceFull: true }],
  ['D7', 'while_full', 'there is room', {}, KINDS, { holdWhileFull: true }],
  ['§2.9', 'no_consent', 'a former client, in writing', FORMER, KINDS, { strict: true, signedOff: true }],
];

function cases(rows: readonly Row[]) {
  return rows.flatMap(([rule, code, what, facts, kinds = KINDS, rules = {}]) =>
    kinds.map((kind) => ({
      rule,
      code,
      what,
      kind,
      facts: { ...WELCOME, ...facts },
      rules: { ...RULES, ...rules },
    })),
  );
}

describe('every row of §2.3, alone', () => {
  test.each(cases(CLOSES))('$rule $code: $what ($kind)', ({ code, facts, rules, kind }) => {
    const moment = { kind, practitionerTick: false };

    expect([...closedGates(facts, moment, rules, NOW)]).toEqual([code]);
    expect(askGate(facts, moment, rules, NOW)).toEqual({ ok: false, code });
  });

  test.each(cases(PASSES))('not $rule $code: $what ($kind)', ({ facts, rules, kind }) => {
    expect(askGate(facts, { kind, practitionerTick: false }, rules, NOW)).toEqual({ ok: true });
  });

  test("a practitioner's tick opens E10 and E11, and nothing else (S8)", () => {
    for (const { code, facts, rules, kind } of cases(CLOSES)) {
      const opened = code === 'mid_process' || code === 'too_early';
      const answer = askGate(facts, { kind, practitionerTick: true }, rules, NOW);
      expect([code, answer]).toEqual([code, opened ? { ok: true } : { ok: false, code }]);
    }
  });

  test('an override opens the gate that it names, where §2.3 names somebody who may, and nothing else', () => {
    for (const { code, facts, rules, kind } of cases(CLOSES)) {
      const moment = { kind, practitionerTick: false };
      const others = GATE_CODES.filter((other) => other !== code);
      const opened = MAY_BE_OVERRIDDEN.includes(code);
      const own = askGate({ ...facts, overrides: [code] }, moment, rules, NOW);
      expect([code, own]).toEqual([code, opened ? { ok: true } : { ok: false, code }]);
      expect(askGate({ ...facts, overrides: others }, moment, rules, NOW)).toEqual({ ok: false, code });
    }
  });

  test('the table above has a row for every code that there is', () => {
    expect(new Set(CLOSES.map(([, code]) => code))).toEqual(new Set(GATE_CODES));
    expect(new Set([...HARD, ...SOFT])).toEqual(new Set(GATE_CODES));
  });

  test('what is HARD, and what somebody may override, stands in the table as in §2.3', () => {
    expect(GATE_CODES.filter((code) => GATES[code].hard).toSorted()).toEqual(HARD.toSorted());
    expect(GATE_CODES.filter((code) => GATES[code].mayOverride.length > 0)).toEqual(MAY_BE_OVERRIDDEN);
    for (const code of HARD) expect([code, GATES[code].mayOverride]).toEqual([code, []]);
  });
});

describe(`whatever is known of somebody (seed ${SEED})`, () => {
  /** Each HARD rule in its own words: where it is true, nothing may be asked. */
  type When = (facts: GateFacts, moment: GateMilestone, rules: GateRules) => boolean;
  const youngerThan = (at: number | null, days: number): boolean => at !== null && at > before(days);
  const NEVER: readonly [string, When][] = [
    ['without a yes (E1)', ({ consent }) => consent !== 'given'],
    ['after an objection (E2)', ({ objected }) => objected],
    ['at an address that does not take mail (E2)', ({ suppressed }) => suppressed],
    ['who is marked as a minor (E3)', ({ holds }) => holds.includes('minor')],
    ['who may be under 18 (E3)', ({ yearsSinceBirthYear: years }) => years !== null && years <= 18],
    ['who is held (E4, E5, E7, E9, E20, E21)', ({ holds }) => holds.includes('held')],
    ['with a complaint open (E6)', ({ holds }) => holds.includes('complaint')],
    ['within six months of a complaint (E6)', ({ complaintClosedAt }) => youngerThan(complaintClosedAt, 184)],
    ['who has died (E8)', ({ ending }) => ending === 'deceased'],
    ['who left without a word (E15)', ({ ending }) => ending === 'drop_out'],
    ['whose work we ended (E15)', ({ ending }) => ending === 'ended_by_practice'],
    ['who comes together with somebody (E18)', ({ holds }) => holds.includes('shared_work')],
    ['at a mailbox that others read (E23)', ({ sharesMailbox }) => sharesMailbox],
    ['who said: no e-mail (E23)', ({ holds }) => holds.includes('do_not_email')],
    [
      'again within 90 days, or 21 where it is an ending (E22)',
      ({ promptsAt }, { kind }, { coolDownMs, endingCoolDownMs }) =>
        promptsAt.some((at) => NOW - at < (kind === 'discharge' ? endingCoolDownMs : coolDownMs)),
    ],
    [
      'a fourth time in one episode (E22)',
      ({ promptsAt, episodeStartedAt }) =>
        promptsAt.filter((at) => episodeStartedAt === null || at >= episodeStartedAt).length >= 3,
    ],
    [
      'who has sent somebody within 90 days (§2.5)',
      ({ lastReferralAt }, _, { coolDownMs }) => lastReferralAt !== null && NOW - lastReferralAt < coolDownMs,
    ],
    ['in US_STRICT while they still come (§2.9)', ({ ending }, _, { strict }) => strict && ending === null],
    [
      'in US_STRICT without a written yes (§2.9)',
      (facts, _, { strict }) => strict && !facts.consentInWriting,
    ],
    [
      'in US_STRICT before the owner has signed off (§2.9)',
      (_, __, { strict, signedOff }) => strict && !signedOff,
    ],
    ['more than 30 days after the ending (§2.7)', ({ endedAt }) => endedAt !== null && endedAt < before(30)],
    [
      'at a moment that the practice did not choose (S6)',
      (_, { kind }, rules) => !rules.milestones.includes(kind),
    ],
  ];

  test.each(NEVER)('nobody is asked %s (D2)', (_, isSo) => {
    let met = 0;
    fc.assert(
      fc.property(anyFacts, anyMoment, anyRules, (facts, moment, rules) => {
        if (!isSo(facts, moment, rules)) return;
        met += 1;
        expect(askGate(facts, moment, rules, NOW).ok).toBe(false);
      }),
      RUNS,
    );
    expect(met).toBeGreaterThan(20);
  });

  test('ticks and overrides never open what is HARD', () => {
    fc.assert(
      fc.property(anyFacts, anyMoment, anyRules, (facts, moment, rules) => {
        const hard = (of: Set<GateCode>) => HARD.filter((code) => of.has(code));
        const plain = closedGates(
          { ...facts, overrides: [] },
          { ...moment, practitionerTick: false },
          rules,
          NOW,
        );
        const ticked = closedGates(
          { ...facts, overrides: GATE_CODES },
          { ...moment, practitionerTick: true },
          rules,
          NOW,
        );
        expect(hard(ticked)).toEqual(hard(plain));
        expect([...ticked].filter((code) => !plain.has(code))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a gate that is closed for one reason more is not more open', () => {
    const worse = fc.constantFrom<Partial<GateFacts>>(
      { consent: 'withdrawn' },
      { objected: true },
      { holds: ['held'] },
      { promptsAt: [NOW] },
      { ending: 'drop_out' },
    );
    fc.assert(
      fc.property(anyFacts, anyMoment, anyRules, worse, (facts, moment, rules, change) => {
        expect(askGate({ ...facts, ...change }, moment, rules, NOW).ok).toBe(false);
      }),
      RUNS,
    );
  });

  test('satisfaction may hold back below the floor; above it, it makes no difference (§2.4)', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyMoment,
        anyRules,
        fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })),
        (...given) => {
          const [facts, moment, rules, scores] = given;
          const [one, other] = scores.map((score) =>
            askGate({ ...facts, lastScore: { score, at: NOW } }, moment, rules, NOW),
          );
          const isBelow = scores.map((score) => score <= rules.satisfactionFloor);
          if (isBelow[0] === isBelow[1]) expect(one).toEqual(other);
        },
      ),
      RUNS,
    );
  });
});

describe('of several gates that close, one is shown (§5a.4)', () => {
  const E_ORDER: readonly GateCode[] = [
    'no_consent',
    'objected',
    'minor',
    'held',
    'complaint',
    'deceased',
    'mid_process',
    'too_early',
    'missed_session',
    'unpaid',
    'low_satisfaction',
    'drop_out',
    'referred_on',
    'third_party_payer',
    'shared_work',
    'fee_review',
    'too_often',
    'do_not_email',
  ];

  test(`the first HARD one, else the first in E order, whatever else is closed (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...GATE_CODES]), (codes) => {
        const shown = shownCode(new Set(codes));
        const hard = codes.filter((code) => HARD.includes(code));
        if (codes.length === 0) expect(shown).toBeNull();
        if (hard.length > 0) expect(hard).toContain(shown);
        const eligible = hard.length > 0 ? hard : codes;
        const first = E_ORDER.find((code) => eligible.includes(code));
        if (first) expect(shown).toBe(first);
        else expect([...eligible, null]).toContain(shown);
      }),
      RUNS,
    );
  });

  test('a risk or a hold is never told apart, nor told before a missing yes', () => {
    expect(shownCode(new Set(['held', 'too_early', 'no_consent']))).toBe('no_consent');
    expect(shownCode(new Set(['mid_process', 'held']))).toBe('held');
    expect(shownCode(new Set(['too_early', 'too_often']))).toBe('too_often');
    expect(shownCode(new Set(['unpaid', 'mid_process']))).toBe('mid_process');
  });
});

test('every ending and every stage has been tried with every moment, and none throws', () => {
  for (const ending of [null, ...ENDINGS]) {
    for (const phase of [null, ...PHASES]) {
      for (const kind of KINDS) {
        const answer = askGate({ ...WELCOME, ending, phase }, { kind, practitionerTick: false }, RULES, NOW);
        const isFine =
          ending === null || ['planned_met', 'planned_partly', 'stepped_down', 'moved'].includes(ending);
        const isMid =
          kind !== 'discharge' &&
          (phase === 'early' ||
            phase === 'working_through' ||
            (phase === null && kind === 'significant_session'));
        expect([ending, phase, kind, answer.ok]).toEqual([ending, phase, kind, isFine && !isMid]);
      }
    }
  }
});
