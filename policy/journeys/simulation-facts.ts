import type { Attended, Marked, NotedEnding } from './carriers.ts';
import { goesOn, sendsEndingNote } from './ending.ts';
import type { GateFacts } from './gate.ts';
import type { GateCode } from './gate-codes.ts';
import type { JourneyFacts, NoteMessage } from './journey.ts';
import type { WaitingMilestone } from './milestone.ts';
import { phaseOf } from './stage.ts';
import type { TriedClient, TriedDischarge, TriedMilestone } from './simulation-past.ts';

/** How far a trial has come with one client: what it has decided, sent and asked itself. */
export type TrialState = {
  client: TriedClient;
  zone: string;
  /** Since when a gate holds a milestone, and what became of it in the end: the code, or null where it was asked. */
  heldAt: ReadonlyMap<string, Date>;
  settled: ReadonlyMap<string, GateCode | null>;
  /** Sessions before this moment have had their notes. */
  notesFrom: number;
  notes: readonly NoteMessage[];
  /** The notes about sessions that have gone. */
  gone: readonly { key: string; at: number }[];
  promptsAt: readonly number[];
};

/** The episode of care at a moment: from which attended session to which (by index), and the ending it has had. */
type Episode = {
  first: number;
  end: number;
  startedAt: number | null;
  ended: TriedDischarge | null;
  isLatest: boolean;
};

const DAY_MS = 86_400_000;
const RECENT_MS = 31 * DAY_MS;
const LOOKS_BACK_MS = 7 * DAY_MS;

/** What the records would have said of this client at that moment, for the same rules that decide today. */
export function factsAt(state: TrialState, now: number): JourneyFacts {
  const { client } = state;
  const episode = episodeAt(client, now);
  const known = client.milestones.filter(({ recordedAt }) => recordedAt <= now);
  const gate = gateAt(state, episode, now);
  return {
    gate,
    wentLiveAt: null,
    waiting: known.filter(({ id }) => !state.settled.has(id)).map((one) => waitingOf(one, state, now)),
    carriers: {
      attended: recentSessions(state, episode, now),
      marked: known.flatMap((one) => markedOf(one, state, now)),
      ending: notedEnding(client, episode, now),
      lastNoteAt: lastOf(state.gone),
      wentLiveAt: null,
    },
    mayWrite: mayWrite(gate),
    notes: state.notes,
  };
}

/** §5a.6: an episode ends with a discharge, and the next begins with the first session that is attended after it. */
function episodeAt({ discharges, attendedAt }: TriedClient, now: number): Episode {
  const end = countUntil(attendedAt, now);
  const thatEnd = discharges.filter(({ ending }) => !goesOn(ending));
  const known = thatEnd.filter(({ recordedAt }) => recordedAt <= now);
  const isLatest = known.length === thatEnd.length;
  const last = known.at(-1) ?? null;
  const cameAgain = last !== null && countUntil(attendedAt, Math.max(last.dayEnd, last.recordedAt)) < end;
  const before = cameAgain ? last : (known.at(-2) ?? null);
  const first = before === null ? 0 : countUntil(attendedAt, before.dayEnd);
  const startedAt = before === null ? null : (attendedAt[first] ?? null);
  return { first, end, startedAt, ended: cameAgain ? null : last, isLatest };
}

function gateAt({ client, zone, promptsAt }: TrialState, episode: Episode, now: number): GateFacts {
  const { first, end, startedAt, ended, isLatest } = episode;
  const consent = client.consents.findLast(({ at }) => at <= now);
  const missed = client.missedAt.findLast((at) => at <= now);
  return {
    consent: consent?.status ?? 'not_asked',
    consentInWriting: consent?.inWriting ?? false,
    objected: client.objected,
    suppressed: client.suppressed,
    hasEmail: client.hasEmail,
    sharesMailbox: client.sharesMailbox,
    yearsSinceBirthYear: client.birthYear === null ? null : dateAt(now, zone).year - client.birthYear,
    holds: client.holds,
    overrides: client.overrides
      .filter(({ from, until }) => from <= now && now <= until)
      .map(({ code }) => code),
    complaintClosedAt: client.complaintClosedAt,
    ending: ended?.ending ?? null,
    endedAt: ended?.dayEnd ?? null,
    phase: phaseOf({
      stage: isLatest ? client.stage : null,
      stages: client.stages,
      daysToPlannedEnd: isLatest ? daysUntil(client.plannedEndOn, now, zone) : null,
      discharged: ended !== null,
    }),
    attended: end - first,
    firstAttendedAt: end > first ? (client.attendedAt[first] ?? null) : null,
    plannedShort: client.plannedShort && startedAt === null,
    missedLast: missed !== undefined && missed > (client.attendedAt[end - 1] ?? -Infinity),
    lastScore: client.scores.findLast(({ at }) => at <= now) ?? null,
    promptsAt,
    episodeStartedAt: startedAt,
    lastReferralAt: client.referralsAt.findLast((at) => at <= now) ?? null,
    sessionDataAt: now,
  };
}

/** As in the live facts: the practice's own message goes unless nobody may write to this person at all. */
function mayWrite({ objected, suppressed, hasEmail, holds, ending }: GateFacts): boolean {
  return hasEmail && !objected && !suppressed && ending !== 'deceased' && !holds.includes('do_not_email');
}

function recentSessions({ client, notesFrom }: TrialState, { first, end }: Episode, now: number): Attended[] {
  const from = Math.max(first, countUntil(client.attendedAt, Math.max(notesFrom - 1, now - RECENT_MS)));
  return client.attendedAt.slice(from, end).map((at, index) => ({
    id: `s${at}`,
    at: new Date(at),
    nth: from + index - first + 1,
    imported: false,
  }));
}

function waitingOf(milestone: TriedMilestone, { client, heldAt }: TrialState, now: number): WaitingMilestone {
  const { id, kind, practitionerTick, recordedAt, dayStart, dayEnd } = milestone;
  const session = anchorOf(milestone, client, now);
  const isEnding = kind === 'discharge';
  const anchor = session ?? (isEnding ? dayEnd : null);
  const isOfEarlierDay = session !== null && session < dayStart;
  return {
    id,
    kind,
    practitionerTick,
    anchor: anchor === null ? null : new Date(anchor),
    ...(isOfEarlierDay && !isEnding ? { ownDayEndsAt: new Date(dayEnd) } : {}),
    heldAt: heldAt.get(id) ?? null,
    createdAt: new Date(recordedAt),
  };
}

/** A session that comes later makes no second note for a moment that has had one already (S13). */
function markedOf(milestone: TriedMilestone, { client, gone }: TrialState, now: number): Marked[] {
  const session = anchorOf(milestone, client, now);
  const hadItsNote =
    session !== null &&
    gone.some(({ key, at }) => at >= milestone.recordedAt && at <= session && !key.endsWith(`/s${session}`));
  return hadItsNote ? [] : [{ kind: milestone.kind, sessionId: session === null ? null : `s${session}` }];
}

function lastOf(gone: TrialState['gone']): Date | null {
  const last = gone.at(-1);
  return last ? new Date(last.at) : null;
}

/** §5a.2: the last attended session of that day or of the seven days before, else the next one. */
export function anchorOf(
  { kind, fromEnding, from, dayEnd }: TriedMilestone,
  client: TriedClient,
  now: number,
): number | null {
  const { attendedAt } = client;
  const known = countUntil(attendedAt, now);
  const until = countUntil(attendedAt, dayEnd);
  const last = attendedAt[Math.min(known, until) - 1];
  const looksBack = !(kind === 'transition' && fromEnding);
  if (looksBack && last !== undefined && last >= from) return last;
  if (kind === 'discharge' || until >= known) return null;
  return attendedAt[until] ?? null;
}

function notedEnding({ attendedAt }: TriedClient, { ended }: Episode, now: number): NotedEnding | null {
  if (ended === null || !sendsEndingNote(ended.ending)) return null;
  const last = attendedAt[countUntil(attendedAt, Math.min(ended.dayEnd, now)) - 1];
  const isOfThoseDays = last !== undefined && ended.dayEnd - last < LOOKS_BACK_MS + DAY_MS;
  return { dischargeId: ended.id, anchor: new Date(isOfThoseDays ? last : ended.dayEnd) };
}

/** How many of these instants, in order, lie at or before `until`. */
export function countUntil(instants: readonly number[], until: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] ?? Infinity) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}

function daysUntil(date: string | null, now: number, zone: string): number | null {
  return date === null ? null : dateAt(now, zone).until(Temporal.PlainDate.from(date)).days;
}

function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}
