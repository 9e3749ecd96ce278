import { calendarIn, type Calendar, type CalendarDay } from '../../policy/calendar/calendar-day.ts';
import { isInWriting } from '../../policy/clients/consent-channel.ts';
import { floorScore } from '../../policy/clients/instruments.ts';
import { fullTimes, type FullTime } from '../../policy/capacity/full-times.ts';
import type { ClientHistory, HistoryNote } from '../../policy/journeys/client-history.ts';
import type { Tx } from '../transaction.ts';
import type { SessionColumns } from './history-events.ts';
import { askHistories, type HistoryRows } from './history-question.ts';

type Settings = Omit<HistoryRows, 'clients'>;
type ClientRow = HistoryRows['clients'][number];

/**
 * Reads what is on record of these clients, with the settings of their practice. `calendar`: one to share between
 * batches, because dates repeat and each costs a conversion.
 */
export async function readHistories(
  tx: Tx,
  clientIds: readonly string[],
  calendar?: Calendar,
): Promise<{ settings: Settings; histories: ClientHistory[] }> {
  const { clients, ...settings } = await askHistories(tx, clientIds);
  const dayOf = calendar ?? calendarIn(settings.zone);
  const full = fullTimesOf(settings);
  return { settings, histories: clients.map((row) => historyOf(row, { ...settings, full }, dayOf)) };
}

/** From what stands now only, so that it holds for the moment that is asked about. */
function fullTimesOf({ statements, practitioners }: Settings): FullTime[] {
  const stood = statements.map(({ practitionerId, status, statedAt, validUntil }) => ({
    practitionerId,
    serviceLineId: null,
    status,
    statedAt: new Date(statedAt),
    validUntil: new Date(validUntil),
    supersededAt: null,
  }));
  return fullTimes(
    stood,
    practitioners.map(({ id, since }) => ({ id, since: new Date(since) })),
  );
}

function historyOf(
  row: ClientRow,
  settings: Settings & { full: readonly FullTime[] },
  dayOf: Calendar,
): ClientHistory {
  const dayOrNull = (date: string | null | undefined): CalendarDay | null => (date ? dayOf(date) : null);
  const sessions = row.sessions === null ? [] : sessionsOf(row.sessions);
  return {
    zone: settings.zone,
    wentLiveAt: settings.wentLiveAt,
    rehearses: settings.sending === 'rehearsal',
    sessionDataAt: settings.sessionDataAt,
    fullTimes: settings.full,
    hasEmail: row.hasEmail,
    sharesMailbox: Boolean(row.sharesMailbox),
    suppressions: row.suppressions,
    birthYear: row.birthYear ?? null,
    stage: row.stage ?? null,
    stages: row.stages ?? [],
    plannedEnd: dayOrNull(row.plannedEndOn),
    plannedShort: row.plannedShort ?? false,
    ending: row.ending ?? null,
    ended: dayOrNull(row.endedOn),
    episodeStartedAt: row.episodeStartedAt,
    newClient: newClientOf(row),
    complaintClosed: dayOrNull(row.complaintClosedOn),
    holds: row.holds.map(({ code, until }) => ({ code, until: dayOrNull(until) })),
    overrides: row.overrides.map((one) => ({ ...one, until: dayOf(one.until) })),
    consents: row.consents.map(({ status, channel, at }) => ({
      status,
      inWriting: isInWriting(channel),
      at,
    })),
    attended: sessions.filter(({ status }) => status === 'attended'),
    missed: sessions.filter(({ status }) => status === 'dna' || status === 'late_cancel'),
    bookedAt: sessions.flatMap(({ status, at }) => (status === 'booked' ? at : [])),
    scores: row.scores.flatMap(({ instrument, score, at }) => {
      const counted = floorScore(instrument, score);
      return counted === null ? [] : { score: counted, at };
    }),
    referralsAt: row.referrals.map(({ at }) => at),
    discharges: row.discharges.map((one) => ({ ...one, on: dayOf(one.on) })),
    milestones: row.milestones.map(({ occurredOn, recordedVia, ...milestone }) => ({
      ...milestone,
      on: dayOf(occurredOn),
      fromEnding: recordedVia === 'discharge',
    })),
    prompts: row.milestones.flatMap(({ status, carriedAt }) =>
      carriedAt !== null && (status === 'carried' || status === 'would_send')
        ? { at: carriedAt, rehearsed: status === 'would_send' }
        : [],
    ),
    notes: row.notes.flatMap(noteOf),
  };
}

function newClientOf({ newClients: [made], toldAt, consents }: ClientRow): ClientHistory['newClient'] {
  if (!made) return null;
  const answers = consents.flatMap(({ channel, at }) => (channel === 'intake_form' ? at : []));
  return { ...made, answeredAt: answers[0] ?? toldAt };
}

function sessionsOf({ ids, statuses, imported, ats, knownAts }: SessionColumns) {
  return (ids ?? []).map((id, nth) => ({
    id,
    status: valueAt(statuses, nth),
    imported: valueAt(imported, nth),
    at: valueAt(ats, nth),
    knownAt: valueAt(knownAts, nth),
  }));
}

function valueAt<T>(column: readonly T[], nth: number): T {
  const value = column[nth];
  if (value === undefined) throw new Error('One column of the sessions is shorter than the others.');
  return value;
}

function noteOf({ carrier, ...row }: ClientRow['notes'][number]): HistoryNote | [] {
  if (!carrier) return [];
  return {
    ...row,
    carrier,
    why: row.why ?? null,
    askedBy: row.askedBy ?? null,
    dueAt: new Date(row.dueAt),
    nextTryAt: dateOrNull(row.nextTryAt),
    claimedUntil: dateOrNull(row.claimedUntil),
    unknownSince: dateOrNull(row.unknownSince),
  };
}

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
