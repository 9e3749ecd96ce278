import type { Attended, Marked, NewClient, NotedEnding } from './carriers.ts';
import type {
  ClientHistory,
  HistoryDischarge,
  HistoryMilestone,
  HistoryNote,
  HistorySession,
} from './client-history.ts';
import { sendsEndingNote } from './ending.ts';
import { gateFactsAt, mayWrite } from './gate-facts.ts';
import { isSettled, type JourneyFacts } from './journey.ts';
import type { WaitingMilestone } from './milestone.ts';
import { countUntil, firstOfEpisode, sessionOf } from './sessions.ts';
import { DAY_MS } from '../calendar/units.ts';

/** Longer than anything may still go for a session (S16). */
const SESSIONS_MATTER_MS = 31 * DAY_MS;
/** Longer than a milestone may be held (S9): settled milestones and notes from before change nothing. */
export const SETTLED_MATTERS_MS = 62 * DAY_MS;

/**
 * What the rules need to know of a client at this moment, worked out from the whole history: for the journey itself, for
 * policy simulations and for the property tests. Everything in the history counts as known.
 */
export function clientFactsAt(history: ClientHistory, now: number): JourneyFacts {
  const gate = gateFactsAt(history, now);
  const wentLiveAt = dateOrNull(history.wentLiveAt);
  return {
    gate,
    wentLiveAt,
    waiting: history.milestones.flatMap((one) => (one.status === 'waiting' ? waitingOf(one, history) : [])),
    carriers: {
      attended: recentSessions(history, now),
      marked: history.milestones.flatMap((one) => markedOf(one, history, now) ?? []),
      ending: notedEnding(history),
      newClient: newClientOf(history),
      lastNoteAt: lastNoteAt(history.notes),
      wentLiveAt,
    },
    mayWrite: mayWrite(gate),
    notes: history.notes.toSorted(byTurn),
  };
}

function recentSessions(history: ClientHistory, now: number): Attended[] {
  const first = firstOfEpisode(history);
  const from = Math.max(first, countUntil(history.attended, now - SESSIONS_MATTER_MS));
  return history.attended.slice(from).map(({ id, at, imported }, index) => ({
    id,
    at: new Date(at),
    nth: from + index - first + 1,
    imported,
  }));
}

function waitingOf(milestone: HistoryMilestone, history: ClientHistory): WaitingMilestone {
  const { id, kind, on, practitionerTick, heldAt, recordedAt } = milestone;
  const session = sessionOf(milestone, history)?.at ?? null;
  const isEnding = kind === 'discharge';
  const isOfEarlierDay = session !== null && session < on.startsAt;
  return {
    id,
    kind,
    practitionerTick,
    anchor: dateOrNull(session ?? (isEnding ? on.endsAt : null)),
    ...(isOfEarlierDay && !isEnding ? { ownDayEndsAt: new Date(on.endsAt) } : {}),
    heldAt: dateOrNull(heldAt),
    createdAt: new Date(recordedAt),
  };
}

/** What makes a note go; one that has had its note makes none again. */
function markedOf(milestone: HistoryMilestone, history: ClientHistory, now: number): Marked | null {
  const { kind, status, recordedAt } = milestone;
  if (status !== 'waiting' && recordedAt <= now - SETTLED_MATTERS_MS) return null;
  const session = sessionOf(milestone, history);
  if (session && hadItsNote(milestone, session, history.notes)) return null;
  return { kind, sessionId: session?.id ?? null };
}

/** A session that the diary brings later does not make a second note for a milestone that has had one already (S13). */
function hadItsNote(
  { recordedAt }: HistoryMilestone,
  session: HistorySession,
  notes: readonly HistoryNote[],
): boolean {
  return notes.some((note) => {
    const wentAt = isSessionNote(note) && !note.key.startsWith('communication/') ? goneAt(note) : null;
    const isEarlier = wentAt !== null && wentAt >= recordedAt && wentAt <= session.knownAt;
    return isEarlier && !note.key.endsWith(`/${session.id}`);
  });
}

/** Where the note of an ending had gone before the ending was corrected, the ending has had its note. */
function notedEnding(history: ClientHistory): NotedEnding | null {
  const discharge = history.discharges.findLast(({ superseded }) => !superseded);
  if (history.ending === null || !discharge || !sendsEndingNote(discharge.ending)) return null;
  const earlier = history.discharges.filter((one) => isEarlierWord(one, history)).map(keyOfEnding);
  if (history.notes.some((note) => earlier.includes(note.key) && isSettled(note))) return null;
  const { on } = discharge;
  const last = history.attended[countUntil(history.attended, on.endsAt) - 1];
  const anchor = last && last.at >= on.weekBefore ? last.at : on.endsAt;
  return { dischargeId: discharge.id, anchor: new Date(anchor) };
}

/** Nobody whom a person has sent the form already, who has answered it, or whose work has ended. */
function newClientOf({ newClient, ending, notes }: ClientHistory): NewClient | null {
  if (newClient === null || newClient.answeredAt !== null || ending !== null) return null;
  const isSent = notes.some(({ carrier, askedBy }) => carrier === 'intake_form' && askedBy !== null);
  return isSent ? null : { enquiryId: newClient.enquiryId, anchor: new Date(newClient.at) };
}

function isEarlierWord({ superseded, on }: HistoryDischarge, { episodeStartedAt }: ClientHistory): boolean {
  return superseded && (episodeStartedAt === null || on.endsAt >= episodeStartedAt);
}

function keyOfEnding({ id }: HistoryDischarge): string {
  return `ending-note/${id}`;
}

/** A person's own follow-up counts as well. */
function lastNoteAt(notes: readonly HistoryNote[]): Date | null {
  const last = Math.max(
    ...notes.map((note) => (isSessionNote(note) ? (goneAt(note) ?? -Infinity) : -Infinity)),
  );
  return last === -Infinity ? null : new Date(last);
}

/** Of notes that are due together the one of the ending goes first. */
function byTurn(one: HistoryNote, other: HistoryNote): number {
  return (
    one.dueAt.getTime() - other.dueAt.getTime() ||
    compare(one.carrier, other.carrier) ||
    compare(one.id, other.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function isSessionNote({ carrier }: HistoryNote): boolean {
  return carrier === 'follow_up' || carrier === 'review_note';
}

/** One whose outcome is unknown counts from when it was tried; null: it has not gone. */
function goneAt({ status, sentAt, updatedAt }: HistoryNote): number | null {
  if (status === 'sent' || status === 'would_send') return sentAt ?? updatedAt;
  return status === 'unknown' || status === 'held' ? updatedAt : null;
}

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
