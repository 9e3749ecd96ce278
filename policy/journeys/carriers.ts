import { carrierMoment } from '../calendar/carrier-moment.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { SendWindow } from '../calendar/send-window.ts';
import type { CARRIERS } from '../practice/policy-sections.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { MilestoneKind } from './gate.ts';
import { isReviewPoint } from './sessions.ts';
import { HOUR_MS } from '../calendar/units.ts';

export type Carrier = (typeof CARRIERS)[number];

/** What the practice sends anyway, and when, durations in milliseconds (S12–S16). */
export type CarrierRules = {
  milestones: readonly MilestoneKind[];
  carriers: Readonly<Record<MilestoneKind, readonly Carrier[]>>;
  followUp: PracticePolicy['alreadySends']['follow_up'];
  endingNote: boolean;
  reviewNote: boolean;
  intakeForm: boolean;
  notBeforeMs: number;
  limitMs: number;
  endingLimitMs: number;
  window: SendWindow;
  holidays: HolidayCalendar;
  zone: string;
};

/** An attended appointment; `nth` of this episode of care. */
export type Attended = { id: string; at: Date; nth: number; imported: boolean };
/** A milestone as far as it makes a note go: what kind, and the session it counts from. */
export type Marked = { kind: MilestoneKind; sessionId: string | null };
/** A planned ending that has a note of its own, and the moment it counts from. */
export type NotedEnding = { dischargeId: string; anchor: Date };

/** Somebody who became a client out of an enquiry and has not answered the intake form: their first session. */
export type NewClient = { enquiryId: string; anchor: Date };

export type CarrierFacts = {
  attended: readonly Attended[];
  marked: readonly Marked[];
  ending: NotedEnding | null;
  newClient: NewClient | null;
  /** When the last follow-up or review note went. */
  lastNoteAt: Date | null;
  wentLiveAt: Date | null;
};

/** A note that goes by itself; `key` names the fact that it is about, `anchor` is the moment from which its time counts. */
export type PlannedCarrier = { key: string; carrier: Carrier; anchor: Date; dueAt: Date; latestAt: Date };

export const BETWEEN_NOTES_MS = 20 * HOUR_MS;

/**
 * Every note that the practice sends by itself for what has happened to this client (S14), whether or not a prompt may
 * ride in it: with prompts or without, the number of messages is the same (S13). What is too late is not in the list.
 */
export function plannedCarriers(facts: CarrierFacts, rules: CarrierRules, now: Date): PlannedCarrier[] {
  return [
    ...sessionNotes(facts, rules, now),
    ...endingNotes(facts, rules, now),
    ...intakeForms(facts, rules, now),
  ];
}

/** After a session: one note, and none where another went for a session in the twenty hours before (§5a.3). */
function sessionNotes(facts: CarrierFacts, rules: CarrierRules, now: Date): PlannedCarrier[] {
  const planned: PlannedCarrier[] = [];
  let lastAnchor: Date | null = null;
  for (const session of facts.attended.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    const carrier = noteAfter(session, facts, rules);
    if (carrier === null || isOld(session.at, facts)) continue;
    if (lastAnchor !== null && session.at.getTime() - lastAnchor.getTime() < BETWEEN_NOTES_MS) continue;
    lastAnchor = session.at;
    const timed = timeOf(session.at, rules.limitMs, facts, rules, now);
    if (timed) planned.push({ key: `${keyOf(carrier)}/${session.id}`, carrier, ...timed });
  }
  return planned;
}

/** The review note takes the place of that session's follow-up, unless a milestone of it can ride in the follow-up only. */
function noteAfter(session: Attended, facts: CarrierFacts, rules: CarrierRules): Carrier | null {
  const kinds = facts.marked.filter(({ sessionId }) => sessionId === session.id).map(({ kind }) => kind);
  const moments = kinds.filter((kind) => rules.milestones.includes(kind));
  const followUp = hasFollowUp(session, moments, rules) ? 'follow_up' : null;
  const isReview = rules.reviewNote && !session.imported && isReviewPoint(session.nth);
  if (!isReview) return followUp;
  const cannotRideInIt = moments.some(
    (kind) => rides(kind, 'follow_up', rules) && !rides(kind, 'review_note', rules),
  );
  return cannotRideInIt && followUp ? followUp : 'review_note';
}

function hasFollowUp(session: Attended, moments: readonly MilestoneKind[], rules: CarrierRules): boolean {
  switch (rules.followUp) {
    case 'never':
      return false;
    case 'after_every_session':
      return !session.imported || moments.length > 0;
    case 'after_milestone':
      return moments.some((kind) => rides(kind, 'follow_up', rules));
  }
}

function rides(kind: MilestoneKind, carrier: Carrier, { carriers }: CarrierRules): boolean {
  return carriers[kind].includes(carrier);
}

function endingNotes(facts: CarrierFacts, rules: CarrierRules, now: Date): PlannedCarrier[] {
  const { ending } = facts;
  if (!rules.endingNote || ending === null || isOld(ending.anchor, facts)) return [];
  const timed = timeOf(ending.anchor, rules.endingLimitMs, { ...facts, lastNoteAt: null }, rules, now);
  return timed ? [{ key: `ending-note/${ending.dischargeId}`, carrier: 'ending_note', ...timed }] : [];
}

/** Once, to whoever is new; nobody who was entered by hand or came in a file, who may have been here for years. */
function intakeForms(facts: CarrierFacts, rules: CarrierRules, now: Date): PlannedCarrier[] {
  const { newClient } = facts;
  if (!rules.intakeForm || newClient === null || isOld(newClient.anchor, facts)) return [];
  const timed = timeOf(newClient.anchor, rules.limitMs, { ...facts, lastNoteAt: null }, rules, now);
  return timed ? [{ key: `intake-form/${newClient.enquiryId}`, carrier: 'intake_form', ...timed }] : [];
}

/** Nothing goes for what happened before the practice went live (§5a.3). */
function isOld(anchor: Date, { wentLiveAt }: CarrierFacts): boolean {
  return wentLiveAt !== null && anchor < wentLiveAt;
}

function timeOf(
  anchor: Date,
  limitMs: number,
  { lastNoteAt }: CarrierFacts,
  rules: CarrierRules,
  now: Date,
): { anchor: Date; dueAt: Date; latestAt: Date } | null {
  const notEarlierThan = lastNoteAt === null ? null : new Date(lastNoteAt.getTime() + BETWEEN_NOTES_MS);
  const { notBeforeMs, window, zone, holidays } = rules;
  const dueAt = carrierMoment({ anchor, notBeforeMs, limitMs, notEarlierThan, now, window, zone, holidays });
  return dueAt === null ? null : { anchor, dueAt, latestAt: new Date(anchor.getTime() + limitMs) };
}

function keyOf(carrier: Carrier): string {
  return carrier.replace('_', '-');
}
