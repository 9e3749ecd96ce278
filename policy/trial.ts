import type { MilestoneKind } from './gate.ts';
import { GATE_CODES, type GateCode } from './gate-codes.ts';
import type { JourneyRules } from './journey.ts';
import { prepare, withProbableEnding, type PastClient } from './trial-past.ts';
import { replay, type MomentOutcome } from './trial-replay.ts';

/** The time that is tried, as instants, both inside. */
export type TrialPeriod = { from: number; to: number };
export type Past = {
  clients: readonly PastClient[];
  /** Since when moments and endings are recorded here; null: nothing has been yet. */
  recordedSince: number | null;
  now: number;
};

export type Removed = { code: GateCode; count: number };
export type MomentTried = {
  kind: MilestoneKind;
  /** The policy asks at this kind of moment. */
  chosen: boolean;
  /** null: nobody recorded such moments then, and no file of sessions tells of them. */
  cameUp: number | null;
  sent: number;
  removedMost: GateCode | null;
};
export type Trial = {
  /** Of the moments that the policy chose. */
  cameUp: number;
  sent: number;
  perQuarter: number;
  heldBack: Removed[];
  byMoment: MomentTried[];
  ifEverybodyConsented: { sent: number; perQuarter: number };
  /** For some of that time nobody recorded moments yet: endings are guessed from sessions. */
  derived: boolean;
};

const KINDS = ['goal_reached', 'significant_session', 'discharge', 'transition'] as const;
const DAY_MS = 86_400_000;
const QUARTER_MS = (365.25 / 4) * DAY_MS;
const ALWAYS = [{ at: -Infinity, status: 'given', inWriting: true }] as const;

/** What these rules would have sent, held back and why, on the facts of the past; nothing is sent (S6, §2.5). */
export function tryPolicy(past: Past, rules: JourneyRules, period: TrialPeriod): Trial {
  const { zone, milestones } = rules.carriers;
  const outcomes: MomentOutcome[] = [];
  const consented: MomentOutcome[] = [];
  for (const known of past.clients) {
    const client = asItEnded(known, past, zone);
    const tried = prepare(client, zone);
    const own = within(replay(tried, rules), period);
    outcomes.push(...own);
    const isSame = own.length === 0 || alwaysConsented(client, tried.milestones[0]?.recordedAt ?? 0);
    consented.push(...(isSame ? own : within(replay({ ...tried, consents: ALWAYS }, rules), period)));
  }
  const chosen = outcomes.filter(({ kind }) => milestones.includes(kind));
  const sent = countSent(chosen);
  const derived = past.recordedSince === null || past.recordedSince > period.from;
  return {
    cameUp: chosen.length,
    sent,
    perQuarter: perQuarter(sent, period),
    heldBack: removedBy(chosen),
    byMoment: KINDS.map((kind) => momentTried(kind, outcomes, milestones.includes(kind), derived)),
    ifEverybodyConsented: {
      sent: countSent(consented),
      perQuarter: perQuarter(countSent(consented), period),
    },
    derived,
  };
}

/** So many prompts in this time are so many in a quarter of a year, to one place. */
export function perQuarter(sent: number, { from, to }: TrialPeriod): number {
  return Math.round((sent * QUARTER_MS * 10) / (to - from)) / 10;
}

/** Where nothing had been recorded yet, an ending is guessed; from then on what nobody recorded did not happen. */
function asItEnded(client: PastClient, { recordedSince, now }: Past, zone: string): PastClient {
  const last = client.attendedAt.at(-1);
  if (client.milestones.length > 0 || last === undefined) return client;
  if (recordedSince !== null && last >= recordedSince) return client;
  return withProbableEnding(client, (at) => dateOf(at, zone), now);
}

function alwaysConsented({ consents }: PastClient, since: number): boolean {
  const [first] = consents;
  return (
    first !== undefined &&
    first.at <= since &&
    consents.every(({ status, inWriting }) => status === 'given' && inWriting)
  );
}

function momentTried(
  kind: MilestoneKind,
  outcomes: readonly MomentOutcome[],
  chosen: boolean,
  derived: boolean,
): MomentTried {
  const own = outcomes.filter((outcome) => outcome.kind === kind);
  const isUnknown = derived && kind !== 'discharge' && own.length === 0;
  return {
    kind,
    chosen,
    cameUp: isUnknown ? null : own.length,
    sent: countSent(own),
    removedMost: removedBy(own)[0]?.code ?? null,
  };
}

/** Every gate with how many moments it removed, the most first. */
function removedBy(outcomes: readonly MomentOutcome[]): Removed[] {
  const byCode = Map.groupBy(outcomes, ({ code }) => code);
  return [...byCode]
    .flatMap(([code, removed]) => (code === null ? [] : { code, count: removed.length }))
    .toSorted(
      (one, other) =>
        other.count - one.count || GATE_CODES.indexOf(one.code) - GATE_CODES.indexOf(other.code),
    );
}

function countSent(outcomes: readonly MomentOutcome[]): number {
  return outcomes.filter(({ code }) => code === null).length;
}

function within(outcomes: readonly MomentOutcome[], { from, to }: TrialPeriod): MomentOutcome[] {
  return outcomes.filter(({ recordedAt }) => recordedAt >= from && recordedAt <= to);
}

function dateOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}
