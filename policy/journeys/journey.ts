import { decideCarriage, type CarriedMessage } from '../outbound-mail/delivery.ts';
import { plannedCarriers, type Carrier, type CarrierFacts, type PlannedCarrier } from './carriers.ts';
import { judgeWaiting, waitsUntil, type PromptFacts, type PromptRules, type Verdict } from './milestone.ts';

/** A note of this client in the ledger. */
export type NoteMessage = CarriedMessage & {
  key: string;
  carrier: Carrier;
  why: string | null;
};

/** What is known of one client's journey now. */
export type JourneyFacts = PromptFacts & {
  carriers: CarrierFacts;
  /** There is an address, and nobody and nothing forbids writing to it. */
  mayWrite: boolean;
  notes: readonly NoteMessage[];
};

export type JourneyRules = PromptRules & { paused: boolean; searchLagMs: number };

export type PlanChange =
  | { do: 'add'; planned: PlannedCarrier }
  | { do: 'move'; messageId: string; planned: PlannedCarrier }
  | { do: 'stop'; messageId: string };

export type JourneyStep =
  | { do: 'judge'; verdicts: Verdict[] }
  | { do: 'plan'; changes: PlanChange[] }
  | { do: 'send'; messageId: string }
  | { do: 'wait'; at: Date }
  | { do: 'close' };

/** Why a planned note was taken back; it is planned again should it be due after all. */
export const NO_LONGER_DUE = 'no_longer_due';

/** What a client's journey needs next; asked again after every step, ring and timer. */
export function decideJourney(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyStep {
  const inFlight = facts.notes.find(({ status }) => status === 'sending' || status === 'unknown');
  if (inFlight) return carry(inFlight, rules, now);

  const verdicts = facts.waiting.flatMap((milestone) => judgeWaiting(milestone, facts, rules, now) ?? []);
  if (verdicts.length > 0) return { do: 'judge', verdicts };

  const changes = changesOfPlan(facts, rules, now);
  if (changes.length > 0) return { do: 'plan', changes };

  const due = facts.notes.find((note) => isDue(note, rules, now));
  return due ? { do: 'send', messageId: due.id } : waitOrClose(facts, rules, now);
}

function carry(note: NoteMessage, rules: JourneyRules, now: Date): JourneyStep {
  const step = decideCarriage(note, now, rules.searchLagMs, 'hold');
  return step.do === 'wait' ? step : { do: 'send', messageId: note.id };
}

/** What the ledger must learn so that it holds exactly the notes that are due; one fact never has a second note. */
function changesOfPlan(facts: JourneyFacts, rules: JourneyRules, now: Date): PlanChange[] {
  const planned = facts.mayWrite ? plannedCarriers(facts.carriers, rules.carriers, now) : [];
  const open = facts.notes.filter(({ status, askedBy }) => status === 'queued' && askedBy === null);
  const stops = open
    .filter(({ key }) => !planned.some((note) => note.key === key))
    .map(({ id }): PlanChange => ({ do: 'stop', messageId: id }));
  return [...stops, ...planned.flatMap((note) => changeFor(note, facts.notes, now) ?? [])];
}

function changeFor(planned: PlannedCarrier, notes: readonly NoteMessage[], now: Date): PlanChange | null {
  const about = planned.key.slice(planned.key.indexOf('/'));
  const same = notes.filter(({ key }) => key.endsWith(about));
  if (same.some((note) => isSettled(note) || note.askedBy !== null)) return null;
  const own = same.find(({ key }) => key === planned.key);
  if (!own) return { do: 'add', planned };
  const moves = own.status !== 'queued' || movesTo(own.dueAt, planned.dueAt, now);
  return moves ? { do: 'move', messageId: own.id, planned } : null;
}

/** Left, being sent, or decided about by a person or by the gate: not planned again. */
export function isSettled({ status, why }: Pick<NoteMessage, 'status' | 'why'>): boolean {
  return status !== 'queued' && !(status === 'stopped' && why === NO_LONGER_DUE);
}

/** What is due already stays due while the window is open; only another future moment is a change. */
function movesTo(dueAt: Date, planned: Date, now: Date): boolean {
  return planned > now ? planned.getTime() !== dueAt.getTime() : dueAt > now;
}

function isDue(note: NoteMessage, rules: JourneyRules, now: Date): boolean {
  if (rules.paused || note.status !== 'queued' || note.dueAt > now) return false;
  return decideCarriage(note, now, rules.searchLagMs, 'hold').do === 'send';
}

/** Until a note is due or a milestone's time is over; whatever else matters rings. */
function waitOrClose(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyStep {
  const queued = facts.notes.filter(({ status }) => status === 'queued');
  const moments = [
    ...queued.flatMap(({ dueAt, nextTryAt }) => [dueAt, ...(nextTryAt ? [nextTryAt] : [])]),
    ...facts.waiting.map((milestone) => waitsUntil(milestone, rules)),
    ...(rules.paused ? latestMoments(facts, rules, now) : []),
  ].filter((at) => at > now);
  if (moments.length > 0) return { do: 'wait', at: new Date(Math.min(...moments.map(Number))) };
  return queued.length > 0 ? { do: 'wait', at: new Date(now.getTime() + LOOK_AGAIN_MS) } : { do: 'close' };
}

/** While sending is paused, notes still grow too old. */
function latestMoments(facts: JourneyFacts, rules: JourneyRules, now: Date): Date[] {
  return plannedCarriers(facts.carriers, rules.carriers, now).map(({ latestAt }) => latestAt);
}

/** Only while sending is paused is a note due and not sent; when it goes on, everybody's bell rings. */
const LOOK_AGAIN_MS = 86_400_000;
