import { earliest, type Close, type Send, type Wait } from '../next-step.ts';
import type { MessageFacts } from '../outbound-mail/mail-first.ts';
import { plannedCarriers, type Carrier, type CarrierFacts, type PlannedCarrier } from './carriers.ts';
import { judgeWaiting, waitsUntil, type PromptFacts, type PromptRules, type Verdict } from './milestone.ts';
import { DAY_MS } from '../calendar/units.ts';

/** A note of this client in the ledger. */
export type NoteMessage = Omit<MessageFacts, 'purpose'> & {
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

export type JourneyRules = PromptRules & { paused: boolean };

export type PlanChange =
  | { do: 'add'; planned: PlannedCarrier }
  | { do: 'move'; messageId: string; planned: PlannedCarrier }
  | { do: 'stop'; messageId: string };

export type JourneyStep =
  | { do: 'judge'; verdicts: Verdict[] }
  | { do: 'plan'; changes: PlanChange[] }
  | Send
  | JourneyWait
  | Close;

/** `milestone`: its time is over; `too_late`: while sending is paused a note grows too old; `look`: nothing is due within a day. */
type JourneyWait = Wait<'send' | 'milestone' | 'too_late' | 'look'>;

/** Why a planned note was taken back; it is planned again should it be due after all. */
export const NO_LONGER_DUE = 'no_longer_due';

/** What a client's journey needs next; asked again after every step, signal and timer. */
export function decideJourney(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyStep {
  const verdicts = facts.waiting.flatMap((milestone) => judgeWaiting(milestone, facts, rules, now) ?? []);
  if (verdicts.length > 0) return { do: 'judge', verdicts };

  const changes = changesOfPlan(facts, rules, now);
  if (changes.length > 0) return { do: 'plan', changes };

  const due = facts.notes.find((note) => isDue(note, rules, now));
  return due ? { do: 'send', messageId: due.id } : waitOrClose(facts, rules, now);
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

function isDue({ status, dueAt, nextTryAt }: NoteMessage, { paused }: JourneyRules, now: Date): boolean {
  return !paused && status === 'queued' && dueAt <= now && !(nextTryAt && nextTryAt > now);
}

/** Until a note is due or a milestone's time is over; whatever else matters signals. */
function waitOrClose(facts: JourneyFacts, rules: JourneyRules, now: Date): JourneyStep {
  const queued = facts.notes.filter(({ status }) => status === 'queued');
  const waits = [
    ...queued.map((note) => untilSent(note)),
    ...facts.waiting.map((milestone) => until(waitsUntil(milestone, rules), 'milestone')),
    ...(rules.paused ? latestMoments(facts, rules, now).map((at) => until(at, 'too_late')) : []),
  ];
  const next = earliest(waits.filter(({ at }) => at > now));
  if (next) return next;
  return queued.length > 0 ? until(new Date(now.getTime() + CHECK_AGAIN_MS), 'look') : { do: 'close' };
}

function until(at: Date, why: JourneyWait['for']): JourneyWait {
  return { do: 'wait', at, for: why };
}

function untilSent({ id, dueAt, nextTryAt }: NoteMessage): JourneyWait {
  const at = nextTryAt && nextTryAt > dueAt ? nextTryAt : dueAt;
  return { do: 'wait', at, for: 'send', messageId: id };
}

/** While sending is paused, notes still grow too old. */
function latestMoments(facts: JourneyFacts, rules: JourneyRules, now: Date): Date[] {
  return plannedCarriers(facts.carriers, rules.carriers, now).map(({ latestAt }) => latestAt);
}

/** Only while sending is paused is a note due and not sent; when it goes on, every open commitment is reevaluated. */
const CHECK_AGAIN_MS = DAY_MS;
