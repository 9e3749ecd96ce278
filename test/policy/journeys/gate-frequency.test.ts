import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  askGate,
  type GateFacts,
  type GateRules,
  type MilestoneKind,
} from '../../../policy/journeys/gate.ts';
import { DAY_MS, KINDS, NOW, RULES, WELCOME } from './any-gate.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = { seed: SEED, numRuns: 2_000 };
const HOUR_MS = DAY_MS / 24;

/**
 * Somebody asks the gate again and again; in between a new episode of care begins, the client sends a friend, or the practice
 * fills up and has room again.
 */
type Happening = { afterHours: number; then: MilestoneKind | 'new_episode' | 'referral' | 'full' | 'room' };
type Prompt = {
  at: number;
  kind: MilestoneKind;
  episode: number;
  lastReferralAt: number | null;
  practiceFull: boolean;
};

const anyHappenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    afterHours: fc.oneof(fc.nat({ max: 48 }), fc.nat({ max: 100 * 24 }), fc.constantFrom(90 * 24, 21 * 24)),
    then: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...KINDS) },
      { weight: 1, arbitrary: fc.constantFrom<Happening['then']>('new_episode', 'referral', 'full', 'room') },
    ),
  }),
  { maxLength: 40 },
);

/** Whenever the gate is open, a prompt goes: nobody could be asked more often than this. */
function askWhenever(happenings: readonly Happening[], rules: GateRules = RULES): Prompt[] {
  const prompts: Prompt[] = [];
  let now = NOW;
  let episode = 0;
  let facts: GateFacts = { ...WELCOME, sessionDataAt: Infinity };
  for (const { afterHours, then } of happenings) {
    now += afterHours * HOUR_MS;
    if (then === 'new_episode') {
      episode += 1;
      facts = { ...facts, episodeStartedAt: now };
    } else if (then === 'referral') {
      facts = { ...facts, lastReferralAt: now };
    } else if (then === 'full' || then === 'room') {
      facts = { ...facts, practiceFull: then === 'full' };
    } else if (askGate(facts, { kind: then, practitionerTick: true }, rules, now).ok) {
      const { lastReferralAt, practiceFull } = facts;
      prompts.push({ at: now, kind: then, episode, lastReferralAt, practiceFull });
      facts = { ...facts, promptsAt: [...facts.promptsAt, now] };
    }
  }
  return prompts;
}

test(`however often it is asked, prompts keep 90 days apart, and an ending 21 days (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyHappenings, (happenings) => {
      const prompts = askWhenever(happenings);
      for (const [index, { at, kind }] of prompts.entries()) {
        const last = prompts[index - 1];
        if (last) expect(at - last.at).toBeGreaterThanOrEqual((kind === 'discharge' ? 21 : 90) * DAY_MS);
      }
    }),
    RUNS,
  );
});

test('nobody is asked more than three times in one episode of care', () => {
  fc.assert(
    fc.property(anyHappenings, (happenings) => {
      const byEpisode = Map.groupBy(askWhenever(happenings), ({ episode }) => episode);
      for (const prompts of byEpisode.values()) expect(prompts.length).toBeLessThanOrEqual(3);
    }),
    RUNS,
  );
});

test('whoever has sent somebody is left in peace for 90 days', () => {
  fc.assert(
    fc.property(anyHappenings, (happenings) => {
      for (const { at, lastReferralAt } of askWhenever(happenings))
        if (lastReferralAt !== null) expect(at - lastReferralAt).toBeGreaterThanOrEqual(90 * DAY_MS);
    }),
    RUNS,
  );
});

test('whoever has prompts wait while the practice is full asks nobody meanwhile, and not the more often after it (D7)', () => {
  fc.assert(
    fc.property(anyHappenings, (happenings) => {
      const prompts = askWhenever(happenings, { ...RULES, holdWhileFull: true });

      expect(prompts.some(({ practiceFull }) => practiceFull)).toBe(false);
      for (const [index, { at, kind }] of prompts.entries()) {
        const last = prompts[index - 1];
        if (last) expect(at - last.at).toBeGreaterThanOrEqual((kind === 'discharge' ? 21 : 90) * DAY_MS);
      }
    }),
    RUNS,
  );
});

test('a new episode begins to count anew, and the pause goes on', () => {
  const weekly = (days: number): Happening => ({ afterHours: days * 24, then: 'goal_reached' });
  const three = [weekly(0), weekly(90), weekly(90)];

  expect(askWhenever([...three, weekly(90)])).toHaveLength(3);
  expect(askWhenever([...three, { afterHours: 24, then: 'new_episode' }, weekly(88)])).toHaveLength(3);
  expect(askWhenever([...three, { afterHours: 24, then: 'new_episode' }, weekly(89)])).toHaveLength(4);
});
