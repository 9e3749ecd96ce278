import type { Carrier, CarrierRules } from './carriers.ts';
import {
  askGate,
  closedGates,
  type GateAnswer,
  type GateFacts,
  type GateMilestone,
  type GateRules,
  type MilestoneKind,
} from './gate.ts';
import { GATES, shownCode, type GateCode } from './gate-codes.ts';

export const MILESTONE_STATUSES = ['waiting', 'carried', 'would_send', 'let_go'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

/** A milestone that nothing has carried yet. `anchor`: the session it counts from, once there is one (§5a.2). */
export type WaitingMilestone = {
  id: string;
  kind: MilestoneKind;
  practitionerTick: boolean;
  anchor: Date | null;
  /** Where that session is of an earlier day: the end of its own, whose session the diary may still bring. */
  ownDayEndsAt?: Date;
  heldAt: Date | null;
  createdAt: Date;
};

export type PromptFacts = {
  gate: GateFacts;
  waiting: readonly WaitingMilestone[];
  wentLiveAt: Date | null;
};
export type PromptRules = { gate: GateRules; carriers: CarrierRules; heldLimitMs: number };

/** What becomes of a milestone that may not ride now. */
export type Verdict = { milestoneId: string; do: 'hold' | 'let_go'; code: GateCode };

/** Which milestone rides in a note that is leaving; where none does, the code that is shown, and why each did not. */
export type PromptChoice = { ride: WaitingMilestone | null; code: GateCode | null; verdicts: Verdict[] };

/** Closed when the milestone comes, these let it go at once (S8, §2.6); everything else is asked again while sending (S11). */
const AT_ONCE: ReadonlySet<GateCode> = new Set([
  'deceased',
  'drop_out',
  'referred_on',
  'too_early',
  'not_a_moment',
  'not_live',
  'expired',
]);

/** What to do about a milestone that waits, before any note leaves; null while it simply goes on waiting. */
export function judgeWaiting(
  milestone: WaitingMilestone,
  facts: PromptFacts,
  rules: PromptRules,
  now: Date,
): Verdict | null {
  const answer = answerFor(milestone, facts, rules, now);
  const letGo = (code: GateCode): Verdict => ({ milestoneId: milestone.id, do: 'let_go', code });
  if (now >= waitsUntil(milestone, rules))
    return letGo(answer.ok ? whyNothingCame(milestone, rules) : answer.code);
  if (answer.ok) return null;
  if (AT_ONCE.has(answer.code)) return letGo(answer.code);
  const isInTime = now < ridesUntil(milestone, rules);
  const waits = GATES[answer.code].then === 'wait' && milestone.heldAt === null && isInTime;
  return waits ? { milestoneId: milestone.id, do: 'hold', code: answer.code } : null;
}

/**
 * Which milestone rides in this note (S12), asked in the transaction that sends it. An ending comes before other
 * milestones, an older one before a newer one; a person's own note need not wait until a milestone is ripe (§5a.2).
 */
export function choosePrompt(
  facts: PromptFacts,
  rules: PromptRules,
  note: { carrier: Carrier; byPerson: boolean },
  now: Date,
): PromptChoice {
  const verdicts: Verdict[] = [];
  for (const milestone of candidates(facts, rules, note, now)) {
    const answer = answerFor(milestone, facts, rules, now);
    if (answer.ok) return { ride: milestone, code: null, verdicts };
    const { code } = answer;
    verdicts.push({ milestoneId: milestone.id, do: GATES[code].then === 'wait' ? 'hold' : 'let_go', code });
  }
  return { ride: null, code: verdicts[0]?.code ?? withoutMilestone(facts, rules, now), verdicts };
}

/** The moment from which it is too late: 7 days, 14 for an ending, 60 for one that had to wait (S16, S9). */
export function ridesUntil({ kind, anchor, heldAt, createdAt }: WaitingMilestone, rules: PromptRules): Date {
  const { limitMs, endingLimitMs } = rules.carriers;
  const ownMs = kind === 'discharge' ? endingLimitMs : limitMs;
  const waits = heldAt !== null || anchor === null;
  return new Date((anchor ?? createdAt).getTime() + (waits ? rules.heldLimitMs : ownMs));
}

/** When it is let go: the session of its own day may still become known, and it would count from there (§5a.2). */
export function waitsUntil(milestone: WaitingMilestone, rules: PromptRules): Date {
  const ownMs = milestone.ownDayEndsAt ? milestone.ownDayEndsAt.getTime() + rules.carriers.limitMs : 0;
  return new Date(Math.max(ridesUntil(milestone, rules).getTime(), ownMs));
}

/** What the gate says of this very milestone; what happened before the practice went live asks nobody (§5a.3). */
export function answerFor(
  milestone: WaitingMilestone,
  { gate, wentLiveAt }: PromptFacts,
  rules: PromptRules,
  now: Date,
): GateAnswer {
  const isOld = wentLiveAt !== null && milestone.anchor !== null && milestone.anchor < wentLiveAt;
  if (isOld) return { ok: false, code: 'not_live' };
  return askGate(gate, milestone, rules.gate, now.getTime());
}

/** Without a milestone the gate is asked about the practice's usual one: would a prompt be all right today? */
export function usualMilestone({ gate }: PromptRules): GateMilestone {
  const kind = gate.milestones.find((one) => one !== 'discharge') ?? 'discharge';
  return { kind, practitionerTick: false };
}

/** Nothing waits for this note; what else speaks against a prompt has its place in the same order (§5a.4). */
function withoutMilestone({ gate }: PromptFacts, rules: PromptRules, now: Date): GateCode {
  const closed = closedGates(gate, usualMilestone(rules), rules.gate, now.getTime());
  return shownCode(closed.add('not_a_moment')) ?? 'not_a_moment';
}

function candidates(
  { waiting }: PromptFacts,
  rules: PromptRules,
  { carrier, byPerson }: { carrier: Carrier; byPerson: boolean },
  now: Date,
): WaitingMilestone[] {
  const isRipe = ({ anchor }: WaitingMilestone): boolean =>
    anchor !== null && now.getTime() >= anchor.getTime() + rules.carriers.notBeforeMs;
  return waiting
    .filter((milestone) => rules.carriers.carriers[milestone.kind].includes(carrier))
    .filter((milestone) => (byPerson || isRipe(milestone)) && now < ridesUntil(milestone, rules))
    .toSorted(
      (one, other) =>
        Number(other.kind === 'discharge') - Number(one.kind === 'discharge') ||
        one.createdAt.getTime() - other.createdAt.getTime(),
    );
}

/** Nothing carried it in time: because the practice sends nothing that could, or because nothing was sent. */
function whyNothingCame({ kind }: WaitingMilestone, { carriers }: PromptRules): GateCode {
  const sent: Readonly<Record<Carrier, boolean>> = {
    follow_up: carriers.followUp !== 'never',
    ending_note: carriers.endingNote,
    review_note: carriers.reviewNote,
    // Whoever is new has it before anything could be marked; nobody else is sent one by itself.
    intake_form: false,
  };
  return carriers.carriers[kind].some((carrier) => sent[carrier]) ? 'expired' : 'no_carrier';
}
