import { clientFactsAt } from './client-facts.ts';
import type { ClientHistory, HistoryMilestone, HistoryNote } from './client-history.ts';
import type { MilestoneKind } from './gate.ts';
import type { GateCode } from './gate-codes.ts';
import { historyAt, type SimulatedSoFar } from './history-at.ts';
import {
  decideJourney,
  NO_LONGER_DUE,
  type JourneyFacts,
  type JourneyRules,
  type PlanChange,
} from './journey.ts';
import { choosePrompt, type Verdict } from './milestone.ts';
import { countUntil, sessionOf } from './sessions.ts';
import { DAY_MS } from '../calendar/units.ts';

/** What would have become of one milestone; `code`: why nobody was asked, null where somebody was. */
export type MilestoneOutcome = { kind: MilestoneKind; recordedAt: number; code: GateCode | null };

type Run = SimulatedSoFar & {
  past: ClientHistory;
  /** Sessions before this moment have had their notes. */
  notesFrom: number;
  codes: Map<string, GateCode>;
};

const MOST_STEPS = 2_000;

/**
 * Replays one client's past under these rules, with the very decisions that carry a journey today: nothing is known
 * before it was recorded, and the clock jumps to the next moment that matters. Nothing is written and nothing leaves.
 */
export function replay(past: ClientHistory, rules: JourneyRules): MilestoneOutcome[] {
  const { milestones, notes, prompts } = past;
  const run: Run = { past, milestones, notes, prompts, notesFrom: -Infinity, codes: new Map() };
  let now = atRest(run, rules, -Infinity);
  for (let steps = 0; now < Infinity; steps += 1) {
    if (steps > MOST_STEPS) throw new Error('A replayed journey does not come to rest.');
    now = step(run, rules, now);
  }
  return milestones.map(({ id, kind, recordedAt }) => ({
    kind,
    recordedAt,
    code: run.codes.get(id) ?? null,
  }));
}

/** Takes one step, and answers when the next is. */
function step(run: Run, rules: JourneyRules, now: number): number {
  const facts = factsAt(run, now);
  const decision = decideJourney(facts, rules, new Date(now));
  switch (decision.do) {
    case 'judge':
      judge(run, decision.verdicts, now);
      return now;
    case 'plan':
      for (const planned of decision.changes) plan(run, planned);
      return now;
    case 'send':
      send(run, rules, { facts, messageId: decision.messageId, now });
      return now;
    case 'wait':
      return Math.min(decision.at.getTime(), nextNews(run.past, now));
    case 'close':
      return atRest(run, rules, now);
  }
}

function factsAt(run: Run, now: number): JourneyFacts {
  const facts = clientFactsAt(historyAt(run.past, run, now), now);
  const attended = facts.carriers.attended.filter(({ at }) => at.getTime() >= run.notesFrom);
  return { ...facts, carriers: { ...facts.carriers, attended } };
}

function judge(run: Run, verdicts: readonly Verdict[], now: number): void {
  for (const { milestoneId, do: what, code } of verdicts) {
    if (what === 'let_go') run.codes.set(milestoneId, code);
    change(run, milestoneId, (one) =>
      what === 'let_go' ? { ...one, status: 'let_go' } : { ...one, heldAt: one.heldAt ?? now },
    );
  }
}

function change(run: Run, id: string, to: (milestone: HistoryMilestone) => HistoryMilestone): void {
  run.milestones = run.milestones.map((one) => (one.id === id ? to(one) : one));
}

function plan(run: Run, planned: PlanChange): void {
  if (planned.do === 'add') {
    const { key, carrier, dueAt } = planned.planned;
    run.notes = [...run.notes, { ...QUEUED, id: key, key, carrier, dueAt }];
    return;
  }
  run.notes = run.notes.map((note) => {
    if (note.id !== planned.messageId) return note;
    if (planned.do === 'stop') return { ...note, status: 'stopped', why: NO_LONGER_DUE };
    return { ...note, status: 'queued', why: null, dueAt: planned.planned.dueAt };
  });
}

const QUEUED = {
  status: 'queued',
  why: null,
  askedBy: null,
  sentAt: null,
  updatedAt: -Infinity,
  nextTryAt: null,
  claimedUntil: null,
  unknownSince: null,
  checks: 0,
  resent: false,
} as const;

type Leaving = { facts: JourneyFacts; messageId: string; now: number };

function send(run: Run, rules: JourneyRules, { facts, messageId, now }: Leaving): void {
  const note = run.notes.find(({ id }) => id === messageId);
  if (!note) throw new Error('A note is sent that was never planned.');
  const asked = { carrier: note.carrier, byPerson: false };
  const { ride, verdicts } = choosePrompt(facts, rules, asked, new Date(now));
  judge(run, verdicts, now);
  const sent: HistoryNote = { ...note, status: 'sent', sentAt: now };
  run.notes = run.notes.map((one) => (one === note ? sent : one));
  if (ride === null) return;
  change(run, ride.id, (one) => ({ ...one, status: 'carried' }));
  run.prompts = [...run.prompts, { at: now, rehearsed: false }];
}

/** While something is pending, everything that becomes known is looked at. */
function nextNews(
  { milestones, discharges, attended, missed, newClient, fullTimes }: ClientHistory,
  now: number,
): number {
  const recorded = ({ recordedAt }: { recordedAt: number }): boolean => recordedAt > now;
  return Math.min(
    newClient !== null && recorded(newClient) ? newClient.recordedAt : Infinity,
    milestones.find(recorded)?.recordedAt ?? Infinity,
    discharges.find(recorded)?.recordedAt ?? Infinity,
    attended[countUntil(attended, now)]?.at ?? Infinity,
    missed[countUntil(missed, now)]?.at ?? Infinity,
    fullTimes.find(({ from }) => from > now)?.from ?? Infinity,
  );
}

/**
 * At rest only the next milestone matters, and sessions before it that have a note: by themselves, shortly before it,
 * or because an earlier milestone counts from them.
 */
function atRest(run: Run, { carriers }: JourneyRules, now: number): number {
  const { attended, milestones } = run.past;
  const milestone = milestones.find(({ recordedAt }) => recordedAt > now);
  if (!milestone) return Infinity;
  const shortlyBefore = milestone.recordedAt - carriers.limitMs - DAY_MS;
  const haveNotes = carriers.reviewNote || carriers.followUp === 'after_every_session';
  const from = countUntil(attended, now);
  const between = attended.slice(from, countUntil(attended, milestone.recordedAt));
  const session = between.find(
    ({ at }, index) => (haveNotes && at > shortlyBefore) || isCountedFrom(run.past, from + index),
  );
  if (haveNotes && !(run.notesFrom >= shortlyBefore)) run.notesFrom = shortlyBefore;
  return Math.min(
    session?.at ?? milestone.recordedAt,
    formBefore(run.past, carriers, { now, shortlyBefore }),
  );
}

/** When the intake form began to be due, if a milestone may still ride in it. */
function formBefore(
  { newClient }: ClientHistory,
  { intakeForm }: JourneyRules['carriers'],
  { now, shortlyBefore }: { now: number; shortlyBefore: number },
): number {
  const at = intakeForm && newClient !== null ? newClient.recordedAt : Infinity;
  return at > now && at > shortlyBefore ? at : Infinity;
}

/** Whether a milestone that was recorded before it counts from this session. */
function isCountedFrom({ attended, milestones }: ClientHistory, index: number): boolean {
  const session = attended[index];
  return milestones.some(
    (one) =>
      session !== undefined &&
      one.recordedAt <= session.at &&
      sessionOf(one, { attended }, index + 1) === session,
  );
}
