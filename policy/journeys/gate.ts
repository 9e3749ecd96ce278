import { isLowScore } from '../clients/instruments.ts';
import type { ConsentStatus, HoldCode } from '../clients/client-terms.ts';
import type { MILESTONES } from '../practice/policy-sections.ts';
import type { Ending } from './ending.ts';
import { GATES, shownCode, type GateCode } from './gate-codes.ts';
import type { Phase } from './stage.ts';
import { DAY_MS } from '../calendar/units.ts';

export type { HoldCode };
export type MilestoneKind = (typeof MILESTONES)[number];

/** What is on record of a client at this instant; instants are epoch milliseconds, so that a simulation may ask of the past. */
export type GateFacts = {
  consent: ConsentStatus | 'not_asked';
  /** The authorisation is on paper or in their own writing (US_STRICT, §2.9). */
  consentInWriting: boolean;
  /** The recipient asked the mail program to stop, or complained. */
  objected: boolean;
  /** The address came back as undeliverable. */
  suppressed: boolean;
  hasEmail: boolean;
  /** Somebody else of the practice uses the same address (E23). */
  sharesMailbox: boolean;
  /** Whole years since the year of birth: the birthday of this year may still be to come. */
  yearsSinceBirthYear: number | null;
  holds: readonly HoldCode[];
  overrides: readonly GateCode[];
  complaintClosedAt: number | null;
  ending: Ending | null;
  endedAt: number | null;
  phase: Phase | null;
  /** Attended in this episode of care. */
  attended: number;
  firstAttendedAt: number | null;
  plannedShort: boolean;
  /** The last appointment that came to something: whether they were there. */
  missedLast: boolean;
  lastScore: { score: number; at: number } | null;
  /** When each prompt went that counts (sent, or nobody can say that it was not). */
  promptsAt: readonly number[];
  episodeStartedAt: number | null;
  lastReferralAt: number | null;
  sessionDataAt: number | null;
  /** The practice says that it is full, and what it says still stands. */
  practiceFull: boolean;
};

/** The milestone that is asked about. */
export type GateMilestone = { kind: MilestoneKind; practitionerTick: boolean };

/** The practice's own settings, durations in milliseconds. */
export type GateRules = {
  milestones: readonly MilestoneKind[];
  coolDownMs: number;
  endingCoolDownMs: number;
  maxPerEpisode: number;
  minSessions: number;
  minSinceMs: number;
  satisfactionFloor: number;
  staleDataMs: number;
  /** The owner has prompts wait while the practice is full (D7). */
  holdWhileFull: boolean;
  strict: boolean;
  signedOff: boolean;
};

export type GateAnswer = { ok: true } | { ok: false; code: GateCode };

export const ADULT_FOR_CERTAIN = 19;
/** The longest that six months can last. */
export const COMPLAINT_MS = 184 * DAY_MS;
export const AFTER_DISCHARGE_MS = 30 * DAY_MS;

/** May this client be prompted at this milestone (E1–E23, §2.5)? Asked when it comes and again while sending (S11). */
export function askGate(
  facts: GateFacts,
  milestone: GateMilestone,
  rules: GateRules,
  now: number,
): GateAnswer {
  const code = shownCode(closedGates(facts, milestone, rules, now));
  return code === null ? { ok: true } : { ok: false, code };
}

/** Every gate that is closed; an override opens only what somebody may override, whatever was stored. */
export function closedGates(
  facts: GateFacts,
  milestone: GateMilestone,
  rules: GateRules,
  now: number,
): Set<GateCode> {
  const closed = new Set<GateCode>();
  const close = (code: GateCode, when: boolean): void => {
    const opened = GATES[code].mayOverride.length > 0 && facts.overrides.includes(code);
    if (when && !opened) closed.add(code);
  };
  const holds = (code: HoldCode): boolean => facts.holds.includes(code);
  const isEnding = milestone.kind === 'discharge';

  close('no_consent', facts.consent !== 'given' || (rules.strict && !facts.consentInWriting));
  close('objected', facts.objected);
  close('minor', holds('minor') || isMaybeMinor(facts));
  close('held', holds('held'));
  close('complaint', holds('complaint') || isAfterComplaint(facts.complaintClosedAt, now));
  close('deceased', facts.ending === 'deceased');
  close('mid_process', !milestone.practitionerTick && isMidProcess(facts.phase, milestone.kind));
  close('too_early', !milestone.practitionerTick && isTooEarly(facts, isEnding, rules, now));
  close('missed_session', facts.missedLast);
  close('unpaid', holds('unpaid'));
  close('low_satisfaction', isUnhappy(facts, rules, now));
  close('drop_out', facts.ending === 'drop_out' || facts.ending === 'ended_by_practice');
  close('referred_on', facts.ending === 'referred_on');
  close('third_party_payer', holds('third_party_payer'));
  close('shared_work', holds('shared_work'));
  close('fee_review', holds('fee_review'));
  close('too_often', isTooOften(facts, isEnding, rules, now));
  close('do_not_email', holds('do_not_email') || facts.sharesMailbox);
  close('suppressed', facts.suppressed);
  close('not_live', rules.strict && !rules.signedOff);
  close(
    'not_a_moment',
    !rules.milestones.includes(milestone.kind) || (rules.strict && facts.ending === null),
  );
  close('no_carrier', !facts.hasEmail);
  close('stale_data', !isRecent(facts.sessionDataAt, rules.staleDataMs, now));
  close('while_full', rules.holdWhileFull && facts.practiceFull);
  close('expired', facts.endedAt !== null && now - facts.endedAt > AFTER_DISCHARGE_MS);
  return closed;
}

/** Only the year is known, so that somebody is taken for a minor until it is certain that they are not (E3). */
function isMaybeMinor({ yearsSinceBirthYear }: GateFacts): boolean {
  return yearsSinceBirthYear !== null && yearsSinceBirthYear < ADULT_FOR_CERTAIN;
}

/** E10: a stage that nobody knows holds a significant session only, not a goal or an ending (S9). */
function isMidProcess(phase: Phase | null, kind: MilestoneKind): boolean {
  if (kind === 'discharge') return false;
  if (phase === null) return kind === 'significant_session';
  return phase === 'early' || phase === 'working_through';
}

/** E11; a planned short contract that has ended is exempt (S8). */
function isTooEarly(facts: GateFacts, isEnding: boolean, rules: GateRules, now: number): boolean {
  if (isEnding && facts.plannedShort) return false;
  return (
    facts.attended < rules.minSessions ||
    facts.firstAttendedAt === null ||
    now - facts.firstAttendedAt < rules.minSinceMs
  );
}

/** E14: the latest score counts for 180 days; none passes. */
function isUnhappy({ lastScore }: GateFacts, rules: GateRules, now: number): boolean {
  return lastScore !== null && isLowScore(lastScore, rules.satisfactionFloor, now);
}

/** E22: the pause between two prompts (shorter for an ending), three an episode, and none after a referral (§2.5). */
function isTooOften(facts: GateFacts, isEnding: boolean, rules: GateRules, now: number): boolean {
  const pauseMs = isEnding ? rules.endingCoolDownMs : rules.coolDownMs;
  const thisEpisode = facts.promptsAt.filter((at) => at >= (facts.episodeStartedAt ?? 0));
  return (
    facts.promptsAt.some((at) => now - at < pauseMs) ||
    thisEpisode.length >= rules.maxPerEpisode ||
    isRecent(facts.lastReferralAt, rules.coolDownMs, now)
  );
}

/** Whether a complaint that is over still counts (E6): for six months. */
export function isAfterComplaint(closedAt: number | null, now: number): boolean {
  return isRecent(closedAt, COMPLAINT_MS, now);
}

function isRecent(at: number | null, withinMs: number, now: number): boolean {
  return at !== null && now - at < withinMs;
}
