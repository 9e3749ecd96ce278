import type { ClientHistory, HistoryMilestone, HistoryNote } from './client-history.ts';
import { goesOn } from './ending.ts';
import { countUntil } from './sessions.ts';

/** What a simulation itself has decided, sent and asked so far. */
export type SimulatedSoFar = {
  milestones: readonly HistoryMilestone[];
  notes: readonly HistoryNote[];
  prompts: ClientHistory['prompts'];
};

/** As much of a client's past as was on record at that moment; the diary is taken to have been up to date. */
export function historyAt(past: ClientHistory, soFar: SimulatedSoFar, now: number): ClientHistory {
  const isKnown = ({ recordedAt }: { recordedAt: number }): boolean => recordedAt <= now;
  const wasBefore = ({ at }: { at: number }): boolean => at <= now;
  return {
    ...past,
    ...episodeAt(past, now),
    sessionDataAt: now,
    newClient: newClientAt(past, now),
    overrides: past.overrides.filter(isKnown),
    consents: past.consents.filter(wasBefore),
    attended: past.attended.slice(0, countUntil(past.attended, now)),
    missed: past.missed.slice(0, countUntil(past.missed, now)),
    scores: past.scores.filter(wasBefore),
    referralsAt: past.referralsAt.filter((at) => at <= now),
    discharges: past.discharges.filter(isKnown),
    milestones: soFar.milestones.filter(isKnown),
    notes: soFar.notes,
    prompts: soFar.prompts,
  };
}

function newClientAt({ newClient }: ClientHistory, now: number): ClientHistory['newClient'] {
  if (newClient === null || newClient.recordedAt > now) return null;
  const { answeredAt } = newClient;
  return { ...newClient, answeredAt: answeredAt !== null && answeredAt <= now ? answeredAt : null };
}

/**
 * The episode of care at that moment (§5a.6): it ends with a discharge, and the next begins with the first session that
 * is attended after it. Stage and planned end are those of today, so they are of the latest episode.
 */
function episodeAt({ discharges, attended, stage, plannedEnd }: ClientHistory, now: number) {
  const thatEnd = discharges.filter(({ ending }) => !goesOn(ending));
  const known = thatEnd.filter(({ recordedAt }) => recordedAt <= now);
  const isLatest = known.length === thatEnd.length;
  const last = known.at(-1) ?? null;
  const came = countUntil(attended, now);
  const cameAgain = last !== null && countUntil(attended, Math.max(last.on.endsAt, last.recordedAt)) < came;
  const before = cameAgain ? last : (known.at(-2) ?? null);
  const first = before === null ? undefined : attended[countUntil(attended, before.on.endsAt)];
  const ended = cameAgain ? null : last;
  return {
    ending: ended?.ending ?? null,
    ended: ended?.on ?? null,
    episodeStartedAt: first?.at ?? null,
    stage: isLatest ? stage : null,
    plannedEnd: isLatest ? plannedEnd : null,
  };
}
