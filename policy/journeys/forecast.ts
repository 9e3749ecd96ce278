import type { Removed, Simulation } from './simulation.ts';

/** What the rules would let through in a quarter, from how the last one went (§2.5); dates of the practice's calendar. */
export type Forecast = {
  promptsPerQuarter: number | null;
  reason: 'too_little_data' | null;
  removed: Removed[];
  basis: { from: string; to: string; moments: number; sampled: boolean };
};

export const FORECAST_DAYS = 91;
/** In a large practice so many clients stand for all: settings are read far more often than they change. */
export const FORECAST_CLIENTS = 400;
const FEWEST_MOMENTS = 5;

/** `share`: which part of the clients was simulated. */
export function forecastOf(
  simulation: Simulation,
  days: { from: string; to: string },
  share: number,
): Forecast {
  const ofAll = (count: number): number => Math.round(count / share);
  const enough = simulation.cameUp >= FEWEST_MOMENTS;
  return {
    promptsPerQuarter: enough ? Math.round((simulation.perQuarter / share) * 10) / 10 : null,
    reason: enough ? null : 'too_little_data',
    removed: simulation.heldBack.map(({ code, count }) => ({ code, count: ofAll(count) })),
    basis: { ...days, moments: ofAll(simulation.cameUp), sampled: share < 1 },
  };
}
