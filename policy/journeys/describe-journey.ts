import { plannedCarriers, type Carrier } from './carriers.ts';
import { askGate, type GateAnswer } from './gate.ts';
import type { JourneyFacts, JourneyRules } from './journey.ts';
import { answerFor, waitsUntil, usualMilestone, type WaitingMilestone } from './milestone.ts';

/** A journey in words that a page can show. */
export type JourneyDescribed = {
  state: 'at_rest' | 'waiting' | 'held' | 'sending';
  /** The next thing that happens by itself: a note goes, or a milestone is let go. */
  next: { what: Carrier | 'let_go'; at: Date } | null;
  waitingFor: 'outcome' | 'send_window' | 'gate' | 'session' | 'note' | null;
  gate: GateAnswer;
};

/** Where a client's journey stands, decided from the same facts by the same rules that carry it on. */
export function describeJourney(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyDescribed {
  const milestone = facts.waiting[0] ?? null;
  const gate = milestone
    ? answerFor(milestone, facts, rules, now)
    : askGate(facts.gate, usualMilestone(rules), rules.gate, now.getTime());
  const note = nextNote(facts, rules, now);
  const next = note ?? letGo(facts.waiting, rules);
  if (facts.notes.some(({ status }) => status === 'sending' || status === 'unknown'))
    return { state: 'sending', next, waitingFor: 'outcome', gate };
  if (note) return { state: 'waiting', next, waitingFor: 'send_window', gate };
  if (!milestone) return { state: 'at_rest', next: null, waitingFor: null, gate };
  if (milestone.heldAt !== null && !gate.ok) return { state: 'held', next, waitingFor: 'gate', gate };
  return { state: 'waiting', next, waitingFor: milestone.anchor === null ? 'session' : 'note', gate };
}

function nextNote(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyDescribed['next'] {
  const gone = new Set(facts.notes.filter(({ status }) => status !== 'queued').map(({ key }) => key));
  const planned = facts.mayWrite ? plannedCarriers(facts.carriers, rules.carriers, now) : [];
  const asked = facts.notes.filter(({ status, askedBy }) => status === 'queued' && askedBy !== null);
  const coming = [...asked, ...planned.filter(({ key }) => !gone.has(key))];
  const [first] = coming.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  return first ? { what: first.carrier, at: first.dueAt } : null;
}

function letGo(waiting: readonly WaitingMilestone[], rules: JourneyRules): JourneyDescribed['next'] {
  const times = waiting.map((milestone) => waitsUntil(milestone, rules).getTime());
  return times.length > 0 ? { what: 'let_go', at: new Date(Math.min(...times)) } : null;
}
