import type { MilestoneKind } from './gate.ts';
import { GATE_CODES, type GateCode } from './gate-codes.ts';
import type { JourneyRules } from './journey.ts';
import type { ClientHistory } from './client-history.ts';
import { replay, type MilestoneOutcome } from './simulation-replay.ts';
import { startOfSimulation, type PracticePast, type SimulationPeriod } from './simulation-start.ts';
import { DAY_MS } from '../calendar/units.ts';

export type SimulationSetting = { rules: JourneyRules; past: PracticePast; period: SimulationPeriod };
/** What would have become of the milestones of some clients, as they had consented and as if everybody had. */
export type Outcomes = { outcomes: MilestoneOutcome[]; ifConsented: MilestoneOutcome[] };

export type Removed = { code: GateCode; count: number };
type KindSimulated = {
  kind: MilestoneKind;
  /** The policy asks at milestones of this kind. */
  chosen: boolean;
  /** null: nobody recorded such milestones then, and no file of sessions tells of them. */
  cameUp: number | null;
  sent: number;
  removedMost: GateCode | null;
};
export type Simulation = {
  /** Of the milestones that the policy chose. */
  cameUp: number;
  sent: number;
  perQuarter: number;
  heldBack: Removed[];
  byKind: KindSimulated[];
  ifEverybodyConsented: { sent: number; perQuarter: number };
  /** For some of that time nobody recorded milestones yet: endings are guessed from sessions. */
  derived: boolean;
};

const KINDS = ['goal_reached', 'significant_session', 'discharge', 'transition'] as const;
const QUARTER_MS = (365.25 / 4) * DAY_MS;
const ALWAYS = [{ at: -Infinity, status: 'given', inWriting: true }] as const;

/** Replays the past of these clients under these rules; nothing is written and nothing leaves (S6, §2.5). */
export function simulateClients(
  clients: readonly ClientHistory[],
  { rules, past, period }: SimulationSetting,
): Outcomes {
  const outcomes: MilestoneOutcome[] = [];
  const ifConsented: MilestoneOutcome[] = [];
  for (const known of clients) {
    const client = startOfSimulation(known, period, past);
    const own = within(replay(client, rules), period);
    const isSame = own.length === 0 || hadAlwaysConsented(client);
    outcomes.push(...own);
    ifConsented.push(...(isSame ? own : within(replay({ ...client, consents: ALWAYS }, rules), period)));
  }
  return { outcomes, ifConsented };
}

/** What these rules would have sent in that time, held back and why. */
export function sumUp(
  { outcomes, ifConsented }: Outcomes,
  { rules, past, period }: SimulationSetting,
): Simulation {
  const { milestones } = rules.carriers;
  const chosen = outcomes.filter(({ kind }) => milestones.includes(kind));
  const derived = past.recordedSince === null || past.recordedSince > period.from;
  const [sent, sentIfConsented] = [countSent(chosen), countSent(ifConsented)];
  return {
    cameUp: chosen.length,
    sent,
    perQuarter: perQuarter(sent, period),
    heldBack: removedBy(chosen),
    byKind: KINDS.map((kind) => kindSimulated(kind, outcomes, milestones.includes(kind), derived)),
    ifEverybodyConsented: { sent: sentIfConsented, perQuarter: perQuarter(sentIfConsented, period) },
    derived,
  };
}

/** So many prompts in this time are so many in a quarter of a year, to one place. */
function perQuarter(sent: number, { from, to }: SimulationPeriod): number {
  return Math.round((sent * QUARTER_MS * 10) / (to - from)) / 10;
}

function hadAlwaysConsented({ consents, milestones }: ClientHistory): boolean {
  const since = milestones[0]?.recordedAt ?? Infinity;
  return (
    consents.some(({ at }) => at <= since) &&
    consents.every(({ status, inWriting }) => status === 'given' && inWriting)
  );
}

function kindSimulated(
  kind: MilestoneKind,
  outcomes: readonly MilestoneOutcome[],
  chosen: boolean,
  derived: boolean,
): KindSimulated {
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

/** Every gate with how many milestones it removed, the most first. */
function removedBy(outcomes: readonly MilestoneOutcome[]): Removed[] {
  const byCode = Map.groupBy(outcomes, ({ code }) => code);
  return [...byCode]
    .flatMap(([code, removed]) => (code === null ? [] : { code, count: removed.length }))
    .toSorted(
      (one, other) =>
        other.count - one.count || GATE_CODES.indexOf(one.code) - GATE_CODES.indexOf(other.code),
    );
}

function countSent(outcomes: readonly MilestoneOutcome[]): number {
  return outcomes.filter(({ code }) => code === null).length;
}

function within(outcomes: readonly MilestoneOutcome[], { from, to }: SimulationPeriod): MilestoneOutcome[] {
  return outcomes.filter(({ recordedAt }) => recordedAt >= from && recordedAt <= to);
}
