import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { isInWriting } from '../../policy/clients/consent-channel.ts';
import { sendsEndingNote } from '../../policy/journeys/ending.ts';
import type { GateFacts } from '../../policy/journeys/gate.ts';
import { floorScore } from '../../policy/clients/instruments.ts';
import {
  isSettled,
  type JourneyFacts,
  type JourneyRules,
  type NoteMessage,
} from '../../policy/journeys/journey.ts';
import { journeyRules } from '../../policy/journeys/journey-rules.ts';
import type { WaitingMilestone } from '../../policy/journeys/milestone.ts';
import { phaseOf } from '../../policy/journeys/stage.ts';
import type { JourneyRow, MilestoneRow, NoteRow } from './journey-row.ts';
import { dateIn } from '../practice/practice-today.ts';

/** What the rules need to know about one client, with the rules of their practice. */
export type Journey = {
  facts: JourneyFacts;
  rules: JourneyRules;
  promptsSent: number;
  lastPromptAt: Date | null;
};

const DAY_MS = 86_400_000;

/** The answer of the database as the rules take it. */
export function journeyOf(row: JourneyRow, now: Date): Journey {
  const gate = gateFacts(row, now);
  const wentLiveAt = dateOrNull(row.went_live_at);
  const prompts = gate.promptsAt.toSorted((one, other) => other - one);
  return {
    facts: {
      gate,
      wentLiveAt,
      waiting: row.milestones
        .filter(({ status }) => status === 'waiting')
        .map((one) => waiting(one, row.timezone)),
      carriers: {
        attended: row.recent.map((session) => ({ ...session, at: new Date(session.at) })),
        marked: row.milestones
          .filter((one) => !hadItsNote(one, row.notes))
          .map(({ kind, session_id }) => ({ kind, sessionId: session_id })),
        ending: notedEnding(row),
        lastNoteAt: lastNoteAt(row.notes),
        wentLiveAt,
      },
      mayWrite: mayWrite(gate),
      notes: row.notes.map(note),
    },
    rules: journeyRules(row.policy, {
      zone: row.timezone,
      strict: row.profile === 'US_STRICT',
      signedOff: row.prompts_signed_off_at !== null,
      paused: row.sending === 'paused',
    }),
    promptsSent: prompts.length,
    lastPromptAt: prompts[0] === undefined ? null : new Date(prompts[0]),
  };
}

function gateFacts(row: JourneyRow, now: Date): GateFacts {
  const today = dateIn(row.timezone, now);
  const reasons = [row.suppressed, row.suppressed_everywhere];
  const score = row.last_score ? floorScore(row.last_score.instrument, row.last_score.score) : null;
  return {
    consent: row.consent?.status ?? 'not_asked',
    consentInWriting: row.consent !== null && isInWriting(row.consent.channel),
    objected: reasons.some((reason) => reason === 'unsubscribed' || reason === 'complaint'),
    suppressed: reasons.some((reason) => reason === 'hard_bounce' || reason === 'inactive'),
    hasEmail: row.has_email,
    sharesMailbox: row.shares_mailbox,
    yearsSinceBirthYear: row.birth_year === null ? null : Number(today.slice(0, 4)) - row.birth_year,
    holds: row.holds,
    overrides: row.overrides,
    complaintClosedAt: endOf(row.complaint_closed_on, row.timezone),
    ending: row.ending,
    endedAt: endOf(row.ended_on, row.timezone),
    phase: phaseOf({
      stage: row.stage,
      stages: row.stages,
      daysToPlannedEnd: daysBetween(today, row.planned_end_on),
      discharged: row.ending !== null,
    }),
    attended: row.attended,
    firstAttendedAt: millis(row.first_attended_at),
    plannedShort: row.planned_short,
    missedLast: row.missed_last,
    lastScore: row.last_score && score !== null ? { score, at: Date.parse(row.last_score.at) } : null,
    promptsAt: row.prompts_at.map((at) => Date.parse(at)),
    episodeStartedAt: millis(row.episode_started_at),
    lastReferralAt: millis(row.last_referral_at),
    sessionDataAt: millis(row.session_data_at),
  };
}

/** The practice's own message goes whatever the prompt's gate says, unless nobody may write to this person at all. */
function mayWrite({ objected, suppressed, hasEmail, holds, ending }: GateFacts): boolean {
  return hasEmail && !objected && !suppressed && ending !== 'deceased' && !holds.includes('do_not_email');
}

function waiting(row: MilestoneRow, zone: string): WaitingMilestone {
  const isEnding = row.kind === 'discharge';
  const session = dateOrNull(row.session_at);
  const dayEndsAt = endOfDay(row.occurred_on, zone);
  const isOfEarlierDay = session !== null && dateIn(zone, session) < row.occurred_on;
  return {
    id: row.id,
    kind: row.kind,
    practitionerTick: row.practitioner_tick,
    anchor: session ?? (isEnding ? dayEndsAt : null),
    ...(isOfEarlierDay && !isEnding ? { ownDayEndsAt: dayEndsAt } : {}),
    heldAt: dateOrNull(row.held_at),
    createdAt: new Date(row.created_at),
  };
}

/** A session that the diary brings later does not make a second note for a moment that has had one already (S13). */
function hadItsNote(milestone: MilestoneRow, notes: readonly NoteRow[]): boolean {
  const { session_id: session, session_known_at: knownAt } = milestone;
  if (session === null || !knownAt) return false;
  const [from, until] = [Date.parse(milestone.created_at), Date.parse(knownAt)];
  return notes.some((one) => {
    const goneAt = isSessionNote(one) && !one.key.startsWith('communication/') ? wentAt(one) : null;
    return goneAt !== null && goneAt >= from && goneAt <= until && !one.key.endsWith(`/${session}`);
  });
}

/** Where its note had gone before the ending was corrected, it has had its note. */
function notedEnding({ discharge, notes, timezone }: JourneyRow) {
  if (discharge === null || !sendsEndingNote(discharge.ending)) return null;
  const earlier = (discharge.earlier_ids ?? []).map((id) => `ending-note/${id}`);
  if (notes.some((one) => earlier.includes(one.key) && isSettled(one))) return null;
  const anchor = dateOrNull(discharge.session_at) ?? endOfDay(discharge.on, timezone);
  return { dischargeId: discharge.id, anchor };
}

/** A person's own follow-up counts as well. */
function lastNoteAt(notes: readonly NoteRow[]): Date | null {
  const times = notes.filter(isSessionNote).flatMap((one) => wentAt(one) ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

function isSessionNote({ carrier }: NoteRow): boolean {
  return carrier === 'follow_up' || carrier === 'review_note';
}

/** One that nobody can tell of counts from when it was tried; null: it has not gone. */
function wentAt({ status, sent_at, updated_at }: NoteRow): number | null {
  if (status === 'sent' || status === 'would_send') return Date.parse(sent_at ?? updated_at);
  return status === 'unknown' || status === 'held' ? Date.parse(updated_at) : null;
}

function note(row: NoteRow): NoteMessage {
  return {
    id: row.id,
    key: row.key,
    carrier: row.carrier,
    status: row.status,
    why: row.why,
    dueAt: new Date(row.due_at),
    askedBy: row.asked_by,
    nextTryAt: dateOrNull(row.next_try_at),
    claimedUntil: dateOrNull(row.claimed_until),
    unknownSince: dateOrNull(row.unknown_since),
    checks: row.checks,
    resent: row.resent,
  };
}

function daysBetween(today: string, date: string | null): number | null {
  return date === null ? null : Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS);
}

function endOf(date: string | null, zone: string): number | null {
  return date === null ? null : endOfDay(date, zone).getTime();
}

function millis(value: string | null): number | null {
  return value === null ? null : Date.parse(value);
}

function dateOrNull(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
