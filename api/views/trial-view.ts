import type { ForecastView } from '../schemas/forecast.ts';
import type { PolicyTrialView } from '../schemas/policy-trial.ts';
import type { z } from 'zod';
import type { Role } from '../../policy/access/routes.ts';
import type { Forecast } from '../../policy/journeys/forecast.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import { hideSmall, isSmall } from '../../policy/reports/small-numbers.ts';
import type { Removed, Simulation } from '../../policy/journeys/simulation.ts';

type ShownRemoved = { code: GateCode; count: number | null };

/** Only whoever is, or stands in for, the owner sees numbers in which somebody might be recognised (§5.7). */
export function seesAllNumbers(roles: readonly Role[]): boolean {
  return roles.includes('owner');
}

/** A policy simulation as this caller may see it. */
export function trialView(
  simulation: Simulation,
  days: { from: string; to: string },
  seesAll: boolean,
): z.output<typeof PolicyTrialView> {
  const shown = seesAll ? simulation : withoutSmall(simulation);
  const unknown = simulation.byKind.filter(({ cameUp }) => cameUp === null).map(({ kind }) => kind);
  const known = (kind: string): number | null =>
    shown.byKind.find((one) => one.kind === kind)?.cameUp ?? null;
  return {
    ...days,
    moments: {
      goal_reached: known('goal_reached'),
      significant_session: known('significant_session'),
      discharge: known('discharge'),
      transition: known('transition'),
    },
    sent: shown.sent,
    perQuarter: shown.perQuarter,
    heldBack: shown.heldBack,
    byMoment: shown.byKind,
    ifEverybodyConsented: shown.ifEverybodyConsented,
    derived: simulation.derived,
    unknown,
    suppressed: hasHidden([
      shown.sent,
      shown.ifEverybodyConsented.sent,
      ...shown.heldBack.map(({ count }) => count),
      ...shown.byKind.flatMap(({ kind, cameUp, sent }) => (unknown.includes(kind) ? sent : [cameUp, sent])),
    ]),
  };
}

/** A forecast as this caller may see it. */
export function forecastView(forecast: Forecast, seesAll: boolean): z.output<typeof ForecastView> {
  if (seesAll) return { ...forecast, suppressed: false };
  const { promptsPerQuarter, reason, removed, basis } = forecast;
  const sent = basis.moments - removed.reduce((sum, { count }) => sum + count, 0);
  const [shownSent = null, ...shownRemoved] = hideSmall([sent, ...removed.map(({ count }) => count)]);
  const isHidden = promptsPerQuarter !== null && shownSent === null;
  const moments = isSmall(basis.moments) ? null : basis.moments;
  return {
    promptsPerQuarter: isHidden ? null : promptsPerQuarter,
    reason: isHidden ? ('small_number' as const) : reason,
    removed: withCounts(removed, shownRemoved),
    basis: { ...basis, moments },
    suppressed: hasHidden([shownSent, moments, ...shownRemoved]),
  };
}

/** Sums are known, so that with a small number goes whatever it could be worked out from. */
function withoutSmall(simulation: Simulation) {
  const { heldBack, byKind, ifEverybodyConsented } = simulation;
  const [sent = null, ...removed] = hideSmall([simulation.sent, ...heldBack.map(({ count }) => count)]);
  const cameUp = hideSmall(byKind.map((one) => one.cameUp ?? 0));
  const sentAt = hideSmall(byKind.map((one) => one.sent));
  const gained = ifEverybodyConsented.sent - simulation.sent;
  const hidesIf = sent === null || isSmall(ifEverybodyConsented.sent) || isSmall(gained);
  return {
    ...simulation,
    sent,
    perQuarter: sent === null ? null : simulation.perQuarter,
    heldBack: withCounts(heldBack, removed),
    byKind: byKind.map((one, index) => ({
      ...one,
      cameUp: one.cameUp === null ? null : (cameUp[index] ?? null),
      sent: sent === null ? null : (sentAt[index] ?? null),
      removedMost: cameUp[index] === null ? null : one.removedMost,
    })),
    ifEverybodyConsented: hidesIf ? { sent: null, perQuarter: null } : ifEverybodyConsented,
  };
}

/** Where counts are hidden, their order tells nothing. */
function withCounts(removed: readonly Removed[], counts: readonly (number | null)[]): ShownRemoved[] {
  return removed
    .map(({ code }, index): ShownRemoved => ({
      code,
      count: counts[index] ?? null,
    }))
    .toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0) || one.code.localeCompare(other.code));
}

function hasHidden(counts: readonly (number | null)[]): boolean {
  return counts.includes(null);
}
