import type { FullTime } from '../capacity/full-times.ts';
import { calendarDay, dateAt } from '../calendar/calendar-day.ts';
import type { ClientHistory, HistoryDischarge, HistoryMilestone } from './client-history.ts';
import { goesOn, milestoneOfEnding, planStands } from './ending.ts';
import { complaintClosedAt, holdsAt } from './gate-facts.ts';
import { countUntil } from './sessions.ts';
import { DAY_MS } from '../calendar/units.ts';

/** The time that is simulated, as instants, both included. */
export type SimulationPeriod = { from: number; to: number };
/** What is known of the practice's past as a whole. */
export type PracticePast = {
  /** Since when milestones and endings are recorded here; null: nothing has been yet. */
  recordedSince: number | null;
  /** When it was full; statements are kept, so that this much is known of the past as it was. */
  fullTimes: readonly FullTime[];
  now: number;
};

const PROBABLE_AFTER_SESSIONS = 4;
const PROBABLE_AFTER_MS = 42 * DAY_MS;

/**
 * The history that a simulation begins with: the milestones of its time wait, and nothing has been sent but the prompts
 * of before. Holds, address, age and stage carry no history and are taken as they are today, as if they had always been
 * so: what was lifted is gone, so that no other answer is to be had. An appointment is known when it takes place.
 */
export function startOfSimulation(
  history: ClientHistory,
  { from, to }: SimulationPeriod,
  past: PracticePast,
): ClientHistory {
  const closedAt = complaintClosedAt(history, past.now);
  const start = {
    ...history,
    wentLiveAt: null,
    rehearses: false,
    fullTimes: past.fullTimes,
    holds: history.holds.filter(holdsAt(past.now)).map(({ code }) => ({ code, until: null })),
    complaintClosed: closedAt === null ? null : calendarDay(dateAt(closedAt, history.zone), history.zone),
    attended: history.attended
      .filter(({ at }) => at <= past.now)
      .map((session) => ({ ...session, imported: false, knownAt: session.at })),
    missed: history.missed.filter(({ at }) => at <= past.now),
    discharges: history.discharges.filter(({ superseded }) => !superseded),
    milestones: history.milestones.filter((one) => isOf(one, { from, to }) && stands(one, history)),
    prompts: history.prompts.filter(({ at, rehearsed }) => !rehearsed && at < from),
    notes: [],
  };
  const asItEnded = { ...start, discharges: [...start.discharges, ...probableEnding(start, past)] };
  const milestones = [...asItEnded.milestones, ...unrecorded(asItEnded, from)];
  return {
    ...asItEnded,
    milestones: milestones
      .map((one) => ({ ...one, status: 'waiting' as const, heldAt: null }))
      .toSorted((one, other) => one.recordedAt - other.recordedAt),
  };
}

function isOf({ recordedAt }: { recordedAt: number }, { from, to }: SimulationPeriod): boolean {
  return recordedAt >= from && recordedAt <= to;
}

/** Unless the ending that made it was taken back. */
function stands({ fromEnding, on }: HistoryMilestone, { discharges }: ClientHistory): boolean {
  return !fromEnding || discharges.some((one) => !one.superseded && one.on.date === on.date);
}

/**
 * Where nothing had been recorded yet, whoever came at least four times, then not for six weeks, and has no appointment,
 * has probably ended: that is what a file of sessions tells of endings. How it ended is not known. From then on what
 * nobody recorded did not happen.
 */
function probableEnding(history: ClientHistory, { recordedSince, now }: PracticePast): HistoryDischarge[] {
  const { attended, zone } = history;
  const last = attended.at(-1)?.at;
  if (last === undefined || history.milestones.length > 0) return [];
  if (recordedSince !== null && last >= recordedSince) return [];
  const isProbable =
    attended.length >= PROBABLE_AFTER_SESSIONS &&
    now - last >= PROBABLE_AFTER_MS &&
    !history.bookedAt.some((at) => at > now) &&
    history.discharges.length === 0;
  if (!isProbable) return [];
  const on = calendarDay(dateAt(last, zone), zone);
  const said = { ending: 'planned_met', practitionerTick: false, recordedAt: last } as const;
  return [{ id: 'probable', on, superseded: false, ...said }];
}

/** An ending makes its own milestone (§5a.1), also where it came in a file; what was before `from` had its own time. */
function unrecorded(history: ClientHistory, from: number): HistoryMilestone[] {
  const isKnown = ({ on }: HistoryDischarge): boolean =>
    history.milestones.some((one) => one.fromEnding && one.on.date === on.date);
  return history.discharges
    .filter((discharge) => discharge.recordedAt >= from && !isKnown(discharge))
    .flatMap((discharge) => {
      const { id, ending, on, practitionerTick, recordedAt } = discharge;
      const kind = milestoneOfEnding(ending, {
        ticked: practitionerTick,
        planned: wasPlanned(discharge, history),
      });
      const made = { id: `of-${id}`, kind, on, practitionerTick, recordedAt, fromEnding: true };
      return kind ? [{ ...made, kind, status: 'waiting' as const, heldAt: null }] : [];
    });
}

function wasPlanned(discharge: HistoryDischarge, { discharges, attended, plannedEnd, zone }: ClientHistory) {
  const before = discharges.slice(0, discharges.indexOf(discharge)).findLast(({ ending }) => !goesOn(ending));
  const began = before ? attended[countUntil(attended, before.on.endsAt)] : undefined;
  return planStands(plannedEnd?.date ?? null, began ? dateAt(began.at, zone) : null);
}
