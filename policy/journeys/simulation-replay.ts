import type { MilestoneKind } from './gate.ts';
import type { GateCode } from './gate-codes.ts';
import { decideJourney, NO_LONGER_DUE, type JourneyRules, type PlanChange } from './journey.ts';
import { choosePrompt, type Verdict } from './milestone.ts';
import { anchorOf, countUntil, factsAt, type TrialState } from './simulation-facts.ts';
import type { TriedClient } from './simulation-past.ts';

/** What would have become of one moment; `code`: why nobody was asked, null where somebody was. */
export type MomentOutcome = { kind: MilestoneKind; recordedAt: number; code: GateCode | null };

type Run = TrialState & {
  heldAt: Map<string, Date>;
  settled: Map<string, GateCode | null>;
  promptsAt: number[];
};

const DAY_MS = 86_400_000;
const MOST_STEPS = 2_000;

/**
 * Lives one client's past again under these rules, by the very decisions that carry a journey today: nothing is known
 * before it was so, and the clock jumps to the next moment that matters. Nothing is written and nothing leaves.
 */
export function replay(client: TriedClient, rules: JourneyRules): MomentOutcome[] {
  const run: Run = {
    client,
    zone: rules.carriers.zone,
    heldAt: new Map(),
    settled: new Map(),
    notesFrom: -Infinity,
    notes: [],
    gone: [],
    promptsAt: [...client.promptsAt],
  };
  let now = atRest(run, rules, -Infinity);
  for (let steps = 0; now < Infinity; steps += 1) {
    if (steps > MOST_STEPS) throw new Error('A replayed journey does not come to rest.');
    now = step(run, rules, now);
  }
  return client.milestones.map(({ id, kind, recordedAt }) => ({
    kind,
    recordedAt,
    code: run.settled.get(id) ?? null,
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
      for (const change of decision.changes) plan(run, change);
      return now;
    case 'send': {
      const note = run.notes.find(({ id }) => id === decision.messageId);
      if (!note) throw new Error('A note is sent that was never planned.');
      const { ride, verdicts } = choosePrompt(
        facts,
        rules,
        { carrier: note.carrier, byPerson: false },
        new Date(now),
      );
      judge(run, verdicts, now);
      run.notes = run.notes.map((one) => (one === note ? { ...one, status: 'sent' } : one));
      if (note.carrier !== 'ending_note') run.gone = [...run.gone, { key: note.key, at: now }];
      if (ride === null) return now;
      run.settled.set(ride.id, null);
      run.promptsAt.push(now);
      return now;
    }
    case 'wait':
      return Math.min(decision.at.getTime(), nextNews(run.client, now));
    case 'close':
      return atRest(run, rules, now);
  }
}

function judge(run: Run, verdicts: readonly Verdict[], now: number): void {
  for (const { milestoneId, do: what, code } of verdicts) {
    if (what === 'let_go') run.settled.set(milestoneId, code);
    else if (!run.heldAt.has(milestoneId)) run.heldAt.set(milestoneId, new Date(now));
  }
}

function plan(run: Run, change: PlanChange): void {
  if (change.do === 'add') {
    const { key, carrier, dueAt } = change.planned;
    run.notes = [...run.notes, { ...QUEUED, id: key, key, carrier, dueAt }];
    return;
  }
  run.notes = run.notes.map((note) => {
    if (note.id !== change.messageId) return note;
    if (change.do === 'stop') return { ...note, status: 'stopped', why: NO_LONGER_DUE };
    return { ...note, status: 'queued', why: null, dueAt: change.planned.dueAt };
  });
}

const QUEUED = {
  status: 'queued',
  why: null,
  askedBy: null,
  nextTryAt: null,
  claimedUntil: null,
  unknownSince: null,
  checks: 0,
  resent: false,
} as const;

/** While something is pending, everything that becomes known is looked at. */
function nextNews({ milestones, discharges, attendedAt, missedAt }: TriedClient, now: number): number {
  const recorded = ({ recordedAt }: { recordedAt: number }): boolean => recordedAt > now;
  return Math.min(
    milestones.find(recorded)?.recordedAt ?? Infinity,
    discharges.find(recorded)?.recordedAt ?? Infinity,
    attendedAt[countUntil(attendedAt, now)] ?? Infinity,
    missedAt[countUntil(missedAt, now)] ?? Infinity,
  );
}

/**
 * At rest only the next milestone matters, and sessions before it that have a note: by themselves, shortly before it,
 * or because an earlier milestone counts from them.
 */
function atRest(run: Run, { carriers }: JourneyRules, now: number): number {
  const { client } = run;
  const milestone = client.milestones.find(({ recordedAt }) => recordedAt > now);
  if (!milestone) return Infinity;
  const shortlyBefore = milestone.recordedAt - carriers.limitMs - DAY_MS;
  const haveNotes = carriers.reviewNote || carriers.followUp === 'after_every_session';
  const between = client.attendedAt.slice(
    countUntil(client.attendedAt, now),
    countUntil(client.attendedAt, milestone.recordedAt),
  );
  const session = between.find((at) => (haveNotes && at > shortlyBefore) || isCountedFrom(client, at));
  if (haveNotes && !(run.notesFrom >= shortlyBefore)) run.notesFrom = session ?? shortlyBefore;
  return session ?? milestone.recordedAt;
}

function isCountedFrom(client: TriedClient, session: number): boolean {
  return client.milestones.some(
    (one) => one.recordedAt <= session && anchorOf(one, client, session) === session,
  );
}
