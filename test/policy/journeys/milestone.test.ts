import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { journeyRules } from '../../../policy/journeys/journey-rules.ts';
import { askGate, type GateFacts } from '../../../policy/journeys/gate.ts';
import {
  choosePrompt,
  judgeWaiting,
  ridesUntil,
  type PromptFacts,
  type PromptRules,
  type WaitingMilestone,
} from '../../../policy/journeys/milestone.ts';
import type { Carrier } from '../../../policy/journeys/carriers.ts';
import { GATES, type GateCode } from '../../../policy/journeys/gate-codes.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import { anyFacts, DAY_MS, KINDS, NOW, WELCOME } from './any-gate.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = { seed: SEED, numRuns: 2_000 };
const HOUR_MS = DAY_MS / 24;
const CARRIERS: readonly Carrier[] = ['follow_up', 'ending_note', 'review_note', 'intake_form'];

const RULES: PromptRules = journeyRules(defaultPolicy('the owner'), {
  zone: 'Europe/London',
  strict: false,
  signedOff: false,
  paused: false,
});

function ago(days: number, ms = 0): Date {
  return new Date(NOW - days * DAY_MS - ms);
}

/** A goal that was reached a day ago. */
const GOAL: WaitingMilestone = {
  id: 'goal',
  kind: 'goal_reached',
  practitionerTick: false,
  anchor: ago(1),
  heldAt: null,
  createdAt: ago(1),
};
const ENDING: WaitingMilestone = { ...GOAL, id: 'ending', kind: 'discharge' };
const FORMER: Partial<GateFacts> = { ending: 'planned_met', endedAt: NOW - DAY_MS, phase: 'after' };

function facts(change: Partial<GateFacts>, waiting: readonly WaitingMilestone[] = [GOAL]): PromptFacts {
  return { gate: { ...WELCOME, sessionDataAt: NOW, ...change }, waiting, wentLiveAt: null };
}

function judge(milestone: WaitingMilestone, change: Partial<GateFacts>, rules: PromptRules = RULES) {
  return judgeWaiting(milestone, facts(change, [milestone]), rules, new Date(NOW));
}

describe('how long a moment may wait for its carrier (S16, S9)', () => {
  test.each<[string, Partial<WaitingMilestone>, number]>([
    ['a goal: seven days from its session', {}, 6],
    ['an ending: fourteen', { kind: 'discharge' }, 13],
    ['a transition: seven', { kind: 'transition' }, 6],
    ['one that was held: sixty', { heldAt: ago(0.5) }, 59],
    [
      'an ending that was held: sixty (and 30 after the ending, which is the gate’s)',
      { kind: 'discharge', heldAt: ago(0) },
      59,
    ],
    [
      'one whose session has not been yet: sixty from when it was recorded',
      { anchor: null, createdAt: ago(3) },
      57,
    ],
  ])('%s', (_, change, days) => {
    expect(ridesUntil({ ...GOAL, ...change }, RULES)).toEqual(new Date(NOW + days * DAY_MS));
  });

  test('until then it waits, and from then on it does not', () => {
    const until = ridesUntil(GOAL, RULES);
    const asked = facts({ sessionDataAt: Infinity });

    expect(judgeWaiting(GOAL, asked, RULES, new Date(until.getTime() - 1))).toBeNull();
    expect(judgeWaiting(GOAL, asked, RULES, until)?.do).toBe('let_go');
  });
});

describe('what becomes of a moment before any note leaves', () => {
  test('it waits where nothing stands in the way', () => {
    expect(judge(GOAL, {})).toBeNull();
  });

  test.each<[GateCode, Partial<GateFacts>, Partial<WaitingMilestone>?]>([
    ['too_early', { attended: 3 }],
    ['deceased', { ending: 'deceased' }],
    ['drop_out', { ending: 'drop_out' }],
    ['referred_on', { ending: 'referred_on' }],
    ['not_a_moment', {}, { kind: 'transition' }],
    ['expired', { ...FORMER, endedAt: NOW - 31 * DAY_MS }],
  ])('%s lets it go at once', (code, change, of = {}) => {
    expect(judge({ ...GOAL, ...of }, change)).toEqual({ milestoneId: 'goal', do: 'let_go', code });
  });

  test('what happened before the practice went live is let go at once (§5a.3)', () => {
    const asked = { ...facts({}), wentLiveAt: ago(0.5) };

    expect(judgeWaiting(GOAL, asked, RULES, new Date(NOW))?.code).toBe('not_live');
    expect(judgeWaiting({ ...GOAL, anchor: null }, asked, RULES, new Date(NOW))).toBeNull();
    expect(judgeWaiting(GOAL, { ...asked, wentLiveAt: GOAL.anchor }, RULES, new Date(NOW))).toBeNull();
  });

  test.each<[GateCode, Partial<GateFacts>]>([
    ['mid_process', { phase: 'working_through' }],
    ['missed_session', { missedLast: true }],
    ['unpaid', { holds: ['unpaid'] }],
    ['stale_data', { sessionDataAt: NOW - 10 * DAY_MS }],
    ['no_carrier', { hasEmail: false }],
  ])('%s holds it, once', (code, change) => {
    expect(judge(GOAL, change)).toEqual({ milestoneId: 'goal', do: 'hold', code });
    expect(judge({ ...GOAL, heldAt: ago(0.5) }, change)).toBeNull();
  });

  test('whose time to ride is over gains none by being held, though its own day may still get a session', () => {
    const late = { ...GOAL, anchor: ago(7), ownDayEndsAt: ago(1) };

    expect(judge(late, { missedLast: true })).toBeNull();
    expect(judge({ ...late, anchor: ago(6) }, { missedLast: true })?.do).toBe('hold');
    expect(judge({ ...late, ownDayEndsAt: ago(7) }, { missedLast: true })?.do).toBe('let_go');
  });

  test('while the practice is full and its owner has prompts wait, it is held, once; the same time ends its waiting', () => {
    const whileFull: PromptRules = { ...RULES, gate: { ...RULES.gate, holdWhileFull: true } };
    const held = { ...GOAL, heldAt: ago(0.5) };

    expect(judge(GOAL, { practiceFull: true }, whileFull)).toEqual({
      milestoneId: 'goal',
      do: 'hold',
      code: 'while_full',
    });
    expect(judge(held, { practiceFull: true }, whileFull)).toBeNull();
    expect(judge({ ...held, anchor: ago(60) }, { practiceFull: true }, whileFull)).toMatchObject({
      do: 'let_go',
      code: 'while_full',
    });
    expect(judge(GOAL, { practiceFull: true })).toBeNull();
  });

  test.each<[GateCode, Partial<GateFacts>]>([
    ['no_consent', { consent: 'not_asked' }],
    ['held', { holds: ['held'] }],
    ['low_satisfaction', { lastScore: { score: 1, at: NOW } }],
    ['too_often', { promptsAt: [NOW - DAY_MS] }],
    ['third_party_payer', { holds: ['third_party_payer'] }],
  ])('%s may change until its note leaves: it is asked again then, and gains no time', (code, change) => {
    expect(judge(GOAL, change)).toBeNull();
    expect(judge({ ...GOAL, anchor: ago(7) }, change)).toEqual({ milestoneId: 'goal', do: 'let_go', code });
  });

  test('nothing came in time: because nothing that the practice sends could carry it, or because nothing was sent', () => {
    const late = { ...GOAL, anchor: ago(7) };
    const sends = (change: Partial<PromptRules['carriers']>): PromptRules => ({
      ...RULES,
      carriers: { ...RULES.carriers, ...change },
    });

    expect(judge(late, {})?.code).toBe('expired');
    expect(judge(late, {}, sends({ followUp: 'never' }))?.code).toBe('no_carrier');
    expect(judge(late, {}, sends({ followUp: 'never', reviewNote: true }))?.code).toBe('expired');
  });

  test(`judged twice, the second word adds nothing (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...KINDS), fc.nat({ max: 90 }), (gate, kind, days) => {
        const milestone = { ...GOAL, kind, anchor: ago(days) };
        const verdict = judge(milestone, gate);
        if (verdict?.do !== 'hold') return;
        expect(GATES[verdict.code].then).toBe('wait');
        expect(judge({ ...milestone, heldAt: new Date(NOW) }, gate)?.do).not.toBe('hold');
      }),
      RUNS,
    );
  });
});

describe('which moment rides in a note that is leaving (S12)', () => {
  const note = (carrier: Carrier, byPerson = false) => ({ carrier, byPerson });
  const choose = (
    waiting: readonly WaitingMilestone[],
    sent = note('follow_up'),
    change: Partial<GateFacts> = {},
  ) => choosePrompt(facts(change, waiting), RULES, sent, new Date(NOW));

  test('the one that waits for such a note', () => {
    expect(choose([GOAL]).ride?.id).toBe('goal');
    expect(choose([GOAL], note('ending_note'))).toEqual({ ride: null, code: 'not_a_moment', verdicts: [] });
    expect(choose([GOAL], note('review_note')).ride?.id).toBe('goal');
    expect(choose([ENDING], note('ending_note'), FORMER).ride?.id).toBe('ending');
    expect(choose([], note('ending_note')).ride).toBeNull();
  });

  test('not before it is ripe, unless a person sends the note (§5a.2)', () => {
    const fresh = { ...GOAL, anchor: new Date(NOW - 18 * HOUR_MS + 1) };
    const unseen = { ...GOAL, anchor: null };

    expect(choose([fresh]).ride).toBeNull();
    expect(choose([{ ...fresh, anchor: new Date(NOW - 18 * HOUR_MS) }]).ride).not.toBeNull();
    expect(choose([unseen]).ride).toBeNull();
    expect(choose([fresh], note('follow_up', true)).ride).not.toBeNull();
    expect(choose([unseen], note('follow_up', true)).ride).not.toBeNull();
    expect(choose([fresh], note('ending_note', true)).ride).toBeNull();
  });

  test('an ending before other moments, an older one before a newer one; one that may not is passed over', () => {
    const inBoth: PromptRules = {
      ...RULES,
      carriers: { ...RULES.carriers, carriers: { ...RULES.carriers.carriers, discharge: ['follow_up'] } },
    };
    const older = { ...GOAL, id: 'older', createdAt: ago(2) };
    const asked = facts(FORMER, [GOAL, older, ENDING]);
    const choice = (waiting: PromptFacts) => choosePrompt(waiting, inBoth, note('follow_up'), new Date(NOW));

    expect(choice(asked).ride?.id).toBe('ending');
    expect(choice({ ...asked, waiting: [GOAL, older] }).ride?.id).toBe('older');
    const significant = { ...older, kind: 'significant_session' as const };
    const unknownStage = facts({ phase: null }, [GOAL, significant]);
    expect(choice(unknownStage)).toEqual({
      ride: GOAL,
      code: null,
      verdicts: [{ milestoneId: 'older', do: 'hold', code: 'mid_process' }],
    });
  });

  test('where none may, the first one’s code is shown, and what is shut for good is let go', () => {
    const waiting = [GOAL, { ...GOAL, id: 'other', createdAt: ago(0.5) }];

    expect(choose(waiting, note('follow_up'), { consent: 'declined' })).toEqual({
      ride: null,
      code: 'no_consent',
      verdicts: [
        { milestoneId: 'goal', do: 'let_go', code: 'no_consent' },
        { milestoneId: 'other', do: 'let_go', code: 'no_consent' },
      ],
    });
    expect(choose([GOAL], note('follow_up'), { missedLast: true }).verdicts).toEqual([
      { milestoneId: 'goal', do: 'hold', code: 'missed_session' },
    ]);
  });

  test('whatever rides may be asked at this moment, waits for such a note and is not too late', () => {
    const anyWaiting = fc.array(
      fc.record({
        id: fc.uuid(),
        kind: fc.constantFrom(...KINDS),
        practitionerTick: fc.boolean(),
        anchor: fc.option(
          fc.nat({ max: 70 * 24 }).map((hours) => ago(hours / 24)),
          { nil: null },
        ),
        heldAt: fc.option(
          fc.nat({ max: 60 }).map((days) => ago(days)),
          { nil: null },
        ),
        createdAt: fc.nat({ max: 70 }).map((days) => ago(days)),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        anyFacts,
        anyWaiting,
        fc.constantFrom(...CARRIERS),
        fc.boolean(),
        (gate, waiting, carrier, byPerson) => {
          const now = new Date(NOW);
          const { ride, code, verdicts } = choosePrompt(
            { gate, waiting, wentLiveAt: null },
            RULES,
            { carrier, byPerson },
            now,
          );
          expect(ride === null).toBe(code !== null);
          expect(verdicts.some(({ milestoneId }) => milestoneId === ride?.id)).toBe(false);
          for (const { milestoneId, code: why, do: what } of verdicts) {
            const judged = waiting.find(({ id }) => id === milestoneId);
            expect(judged && askGate(gate, judged, RULES.gate, NOW)).toEqual({ ok: false, code: why });
            expect(what).toBe(GATES[why].then === 'wait' ? 'hold' : 'let_go');
          }
          if (!ride) return;
          expect(askGate(gate, ride, RULES.gate, NOW)).toEqual({ ok: true });
          expect(RULES.carriers.carriers[ride.kind]).toContain(carrier);
          expect(ridesUntil(ride, RULES) > now).toBe(true);
          if (!byPerson) expect(NOW - (ride.anchor?.getTime() ?? NOW)).toBeGreaterThanOrEqual(18 * HOUR_MS);
        },
      ),
      RUNS,
    );
  });
});
