import { endOfDay, startOfDay } from '../calendar/carrier-moment.ts';
import { milestoneOfEnding, type Ending } from './ending.ts';
import type { HoldCode, MilestoneKind } from './gate.ts';
import type { GateCode } from './gate-codes.ts';
import type { Stage } from './stage.ts';

/** Instants are epoch milliseconds, in order; dates are those of the practice's calendar. */
export type PastMilestone = {
  kind: MilestoneKind;
  occurredOn: string;
  practitionerTick: boolean;
  recordedAt: number;
  fromEnding: boolean;
};
export type PastDischarge = { ending: Ending; on: string; practitionerTick: boolean; recordedAt: number };

/**
 * What is known of one client's past. Holds, address, age and stage carry no history and are taken as they are today,
 * as if they had always been so: what was lifted is gone, so that no other answer is to be had.
 */
export type PastClient = {
  hasEmail: boolean;
  sharesMailbox: boolean;
  objected: boolean;
  suppressed: boolean;
  birthYear: number | null;
  holds: readonly HoldCode[];
  overrides: readonly { code: GateCode; from: number; until: number }[];
  complaintClosedAt: number | null;
  stage: string | null;
  stages: readonly Stage[];
  plannedEndOn: string | null;
  plannedShort: boolean;
  consents: readonly { at: number; status: 'given' | 'declined' | 'withdrawn'; inWriting: boolean }[];
  attendedAt: readonly number[];
  missedAt: readonly number[];
  scores: readonly { at: number; score: number }[];
  referralsAt: readonly number[];
  discharges: readonly PastDischarge[];
  milestones: readonly PastMilestone[];
  /** Prompts that really went, before the time that is tried. */
  promptsAt: readonly number[];
  /** An appointment is still to come. */
  isBooked: boolean;
};

/** A milestone with the instants that its dates stand for. */
export type TriedMilestone = PastMilestone & { id: string; from: number; dayStart: number; dayEnd: number };
export type TriedDischarge = PastDischarge & { id: string; dayEnd: number };
export type TriedClient = Omit<PastClient, 'milestones' | 'discharges'> & {
  milestones: readonly TriedMilestone[];
  discharges: readonly TriedDischarge[];
};

const DAY_MS = 86_400_000;
const LOOKS_BACK_DAYS = 7;
const PROBABLE_AFTER_SESSIONS = 4;
const PROBABLE_AFTER_MS = 42 * DAY_MS;

/**
 * Works out what each date means on the practice's wall, and which milestones endings made that nobody wrote down; what
 * was before `since` has been carried, or not, in its own time.
 */
export function prepare(client: PastClient, zone: string, since: number): TriedClient {
  const recent = client.discharges.filter(({ recordedAt }) => recordedAt >= since);
  const milestones = [...client.milestones, ...unrecorded(client, recent)].toSorted(
    (one, other) => one.recordedAt - other.recordedAt,
  );
  return {
    ...client,
    milestones: milestones.map((milestone, index) => ({
      ...milestone,
      id: `m${index}`,
      from: startOfDay(dayBefore(milestone.occurredOn, LOOKS_BACK_DAYS), zone).getTime(),
      dayStart: startOfDay(milestone.occurredOn, zone).getTime(),
      dayEnd: endOfDay(milestone.occurredOn, zone).getTime(),
    })),
    discharges: client.discharges.map((discharge, index) => ({
      ...discharge,
      id: `d${index}`,
      dayEnd: endOfDay(discharge.on, zone).getTime(),
    })),
  };
}

/**
 * Somebody who came at least four times, then not for six weeks, and has no appointment, has probably ended: that is
 * what a file of sessions tells of endings, before anybody recorded one. How it ended is not known.
 */
export function withProbableEnding(
  client: PastClient,
  dateOf: (at: number) => string,
  now: number,
): PastClient {
  const last = client.attendedAt.at(-1);
  const isProbable =
    last !== undefined &&
    client.attendedAt.length >= PROBABLE_AFTER_SESSIONS &&
    now - last >= PROBABLE_AFTER_MS &&
    !client.isBooked &&
    client.discharges.length === 0;
  if (!isProbable) return client;
  const ended = {
    ending: 'planned_met',
    on: dateOf(last),
    practitionerTick: false,
    recordedAt: last,
  } as const;
  return { ...client, discharges: [ended] };
}

/** An ending makes its own milestone (§5a.1), also where it came in a file. */
function unrecorded(
  { milestones, plannedEndOn }: PastClient,
  discharges: readonly PastDischarge[],
): PastMilestone[] {
  const isKnown = ({ on }: PastDischarge): boolean =>
    milestones.some(({ fromEnding, occurredOn }) => fromEnding && occurredOn === on);
  return discharges
    .filter((discharge) => !isKnown(discharge))
    .flatMap(({ ending, on, practitionerTick, recordedAt }) => {
      const kind = milestoneOfEnding(ending, { ticked: practitionerTick, planned: plannedEndOn !== null });
      return kind ? [{ kind, occurredOn: on, practitionerTick, recordedAt, fromEnding: true }] : [];
    });
}

function dayBefore(date: string, days: number): string {
  return Temporal.PlainDate.from(date).subtract({ days }).toString();
}
