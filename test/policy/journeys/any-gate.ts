import * as fc from 'fast-check';
import type { GateFacts, GateMilestone, GateRules } from '../../../policy/journeys/gate.ts';
import { GATE_CODES } from '../../../policy/journeys/gate-codes.ts';
import { HOLD_CODES } from '../../../policy/clients/client-terms.ts';
import { ENDINGS } from '../../../policy/journeys/ending.ts';
import { PHASES } from '../../../policy/journeys/stage.ts';

export const DAY_MS = 86_400_000;
export const NOW = Date.UTC(2026, 10, 23, 9);
export const KINDS = ['goal_reached', 'significant_session', 'discharge', 'transition'] as const;

/** The default policy, in words of the gate. */
export const RULES: GateRules = {
  milestones: KINDS,
  coolDownMs: 90 * DAY_MS,
  endingCoolDownMs: 21 * DAY_MS,
  maxPerEpisode: 3,
  minSessions: 4,
  minSinceMs: 28 * DAY_MS,
  satisfactionFloor: 2,
  staleDataMs: 10 * DAY_MS,
  holdWhileFull: false,
  strict: false,
  signedOff: false,
};

/** Somebody to whom nothing stands in the way. */
export const WELCOME: GateFacts = {
  consent: 'given',
  consentInWriting: true,
  objected: false,
  suppressed: false,
  hasEmail: true,
  sharesMailbox: false,
  yearsSinceBirthYear: null,
  holds: [],
  overrides: [],
  complaintClosedAt: null,
  ending: null,
  endedAt: null,
  phase: 'settled',
  attended: 10,
  firstAttendedAt: NOW - 200 * DAY_MS,
  plannedShort: false,
  missedLast: false,
  lastScore: null,
  promptsAt: [],
  episodeStartedAt: null,
  lastReferralAt: null,
  sessionDataAt: NOW - DAY_MS,
  practiceFull: false,
};

/** Days that stand on the limits of the rules, a millisecond beside them, or anywhere in a year. */
const ago: fc.Arbitrary<number> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, 10, 21, 28, 30, 90, 180, 184) },
      { weight: 2, arbitrary: fc.nat({ max: 400 }) },
    ),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([days, ms]) => NOW - Math.max(0, days * DAY_MS + ms));
const maybeAgo = fc.option(ago, { nil: null });

/** Mostly `usual`, so that one thing alone is often what closes the gate. */
function mostly<T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

export const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  consent: mostly('given', fc.constantFrom('declined', 'withdrawn', 'not_asked')),
  consentInWriting: fc.boolean(),
  objected: mostly(false, fc.constant(true)),
  suppressed: mostly(false, fc.constant(true)),
  hasEmail: mostly(true, fc.constant(false)),
  sharesMailbox: mostly(false, fc.constant(true)),
  yearsSinceBirthYear: mostly<number | null>(null, fc.integer({ min: 10, max: 40 })),
  holds: mostly<GateFacts['holds']>([], fc.uniqueArray(fc.constantFrom(...HOLD_CODES))),
  overrides: fc.oneof(
    fc.constant([]),
    fc.uniqueArray(fc.constantFrom(...GATE_CODES)),
    fc.constant(GATE_CODES),
  ),
  complaintClosedAt: mostly<number | null>(null, ago),
  ending: fc.oneof(fc.constant(null), fc.constantFrom(null, 'planned_met', ...ENDINGS)),
  endedAt: mostly<number | null>(null, ago),
  phase: fc.constantFrom(null, 'settled', 'ending', 'after', ...PHASES),
  attended: fc.oneof(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 2, max: 6 })),
  firstAttendedAt: fc.oneof(fc.constant(NOW - 200 * DAY_MS), maybeAgo),
  plannedShort: fc.boolean(),
  missedLast: mostly(false, fc.constant(true)),
  lastScore: mostly<GateFacts['lastScore']>(
    null,
    fc.record({ score: fc.integer({ min: 1, max: 5 }), at: ago }),
  ),
  promptsAt: fc.oneof(fc.constant([]), fc.array(ago, { maxLength: 4 })),
  episodeStartedAt: maybeAgo,
  lastReferralAt: mostly<number | null>(null, ago),
  sessionDataAt: mostly<number | null>(NOW - DAY_MS, maybeAgo),
  practiceFull: mostly(false, fc.constant(true)),
});

export const anyMoment: fc.Arbitrary<GateMilestone> = fc.record({
  kind: fc.constantFrom(...KINDS),
  practitionerTick: fc.boolean(),
});

export const anyRules: fc.Arbitrary<GateRules> = fc.record({
  milestones: fc.oneof(fc.constant(KINDS), fc.subarray([...KINDS], { minLength: 1, maxLength: 3 })),
  coolDownMs: mostly(RULES.coolDownMs, fc.integer({ min: 1, max: 400 * DAY_MS })),
  endingCoolDownMs: mostly(RULES.endingCoolDownMs, fc.integer({ min: 1, max: 400 * DAY_MS })),
  maxPerEpisode: fc.constantFrom(1, 2, 3),
  minSessions: mostly(4, fc.nat({ max: 12 })),
  minSinceMs: mostly(RULES.minSinceMs, fc.nat({ max: 90 * DAY_MS })),
  satisfactionFloor: mostly(2, fc.nat({ max: 5 })),
  staleDataMs: mostly(RULES.staleDataMs, fc.nat({ max: 60 * DAY_MS })),
  holdWhileFull: fc.boolean(),
  strict: mostly(false, fc.constant(true)),
  signedOff: fc.boolean(),
});
