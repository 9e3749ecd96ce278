import type { MilestoneKind } from './gate.ts';
import { GATE_CODES, type GateCode } from './gate-codes.ts';
import type { JourneyRules } from './journey.ts';
import { prepare, withProbableEnding, type PastClient, type TriedClient } from './simulation-past.ts';
import { replay, type MomentOutcome } from './simulation-replay.ts';

/** The time that is tried, as instants, both inside. */
export type TrialPeriod = { from: number; to: number };
/** What is known of the practice's past as a whole. */
export type PracticePast = {
  /** Since when moments and endings are recorded here; null: nothing has been yet. */
  recordedSince: number | null;
  now: number;
};
export type TrialSetting = { rules: JourneyRules; past: PracticePast; period: TrialPeriod };
/** What would have become of the moments of some clients, as they had consented and as if everybody had. */
export type Tried = { outcomes: MomentOutcome[]; ifConsented: MomentOutcome[] };

export type Removed = { code: GateCode; count: number };
type MomentTried = {
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

/** Lives the past of these clients again under these rules; nothing is written and nothing leaves (S6, §2.5). */
export function tryClients(clients: readonly PastClient[], { rules, past, period }: TrialSetting): Tried {
  const { zone } = rules.carriers;
  const outcomes: MomentOutcome[] = [];
  const ifConsented: MomentOutcome[] = [];
  for (const known of clients) {
    const client = prepare(asItEnded(known, past, zone), zone, period.from);
    const own = within(replay(client, rules), period);
    const isSame = own.length === 0 || hadAlwaysConsented(client);
    outcomes.push(...own);
    ifConsented.push(...(isSame ? own : within(replay({ ...client, consents: ALWAYS }, rules), period)));
  }
  return { outcomes, ifConsented };
}

/** What these rules would have sent in that time, held back and why. */
export function sumUp({ outcomes, ifConsented }: Tried, { rules, past, period }: TrialSetting): Trial {
  const { milestones } = rules.carriers;
  const chosen = outcomes.filter(({ kind }) => milestones.includes(kind));
  const derived = past.recordedSince === null || past.recordedSince > period.from;
  const [sent, sentIfConsented] = [countSent(chosen), countSent(ifConsented)];
  return {
    cameUp: chosen.length,
    sent,
    perQuarter: perQuarter(sent, period),
    heldBack: removedBy(chosen),
    byMoment: KINDS.map((kind) => momentTried(kind, outcomes, milestones.includes(kind), derived)),
    ifEverybodyConsented: { sent: sentIfConsented, perQuarter: perQuarter(sentIfConsented, period) },
    derived,
  };
}

/** So many prompts in this time are so many in a quarter of a year, to one place. */
function perQuarter(sent: number, { from, to }: TrialPeriod): number {
  return Math.round((sent * QUARTER_MS * 10) / (to - from)) / 10;
}

/** Where nothing had been recorded yet, an ending is guessed; from then on what nobody recorded did not happen. */
function asItEnded(client: PastClient, { recordedSince, now }: PracticePast, zone: string): PastClient {
  const last = client.attendedAt.at(-1);
  if (client.milestones.length > 0 || last === undefined) return client;
  if (recordedSince !== null && last >= recordedSince) return client;
  return withProbableEnding(client, (at) => dateOf(at, zone), now);
}

function hadAlwaysConsented({ consents, milestones }: TriedClient): boolean {
  const [consent] = consents;
  const since = milestones[0]?.recordedAt ?? Infinity;
  return (
    consent !== undefined &&
    consent.at <= since &&
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
    removedMost: chosen ? (removedBy(own)[0]?.code ?? null) : own.length > 0 ? 'not_a_moment' : null,
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
