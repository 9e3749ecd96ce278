import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Practice } from '../../entities/practice.ts';
import {
  forecastOf,
  FORECAST_CLIENTS,
  FORECAST_DAYS,
  type Forecast,
} from '../../policy/journeys/forecast.ts';
import { calendarIn } from '../../policy/calendar/calendar-day.ts';
import { journeyRules } from '../../policy/journeys/journey-rules.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { simulateClients, sumUp, type Outcomes, type Simulation } from '../../policy/journeys/simulation.ts';
import type { SimulationPeriod } from '../../policy/journeys/simulation-start.ts';
import type { Tx } from '../transaction.ts';
import { dateIn } from '../practice/practice-today.ts';
import { readHistories } from './read-histories.ts';
import { clientsWithMilestones, readPracticePast } from './simulation-scope.ts';

/** Clients a statement: between two of them the event loop serves others. */
const BATCH = 100;

/** What these rules would have sent in that time, held back and why; nothing is written and nothing leaves. */
export async function simulatePolicy(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy,
  period: SimulationPeriod,
): Promise<Simulation> {
  return (await simulate(tx, practice, policy, { period, atMost: Infinity })).simulation;
}

/** How many prompts a quarter these rules would let through, from the last 91 days, and which gate removes most (§2.5). */
export async function forecastPolicy(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy = practice.policy,
): Promise<Forecast> {
  const to = tx.now.getTime();
  const period = { from: to - FORECAST_DAYS * DAY_MS, to };
  const { simulation, share } = await simulate(tx, practice, policy, { period, atMost: FORECAST_CLIENTS });
  const day = (at: number): string => dateIn(practice.timezone, new Date(at));
  return forecastOf(simulation, { from: day(period.from), to: day(period.to) }, share);
}

async function simulate(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy,
  { period, atMost }: { period: SimulationPeriod; atMost: number },
): Promise<{ simulation: Simulation; share: number }> {
  const rules = journeyRules(policy, {
    zone: practice.timezone,
    strict: practice.profile === 'US_STRICT',
    signedOff: Boolean(practice.promptsSignedOffAt),
    paused: false,
  });
  const past = await readPracticePast(tx);
  const setting = { rules, past, period };
  const all = await clientsWithMilestones(tx, period, past);
  const ids = all.slice(0, atMost);
  const calendar = calendarIn(practice.timezone);
  const found: Outcomes = { outcomes: [], ifConsented: [] };
  for (let first = 0; first < ids.length; first += BATCH) {
    const { histories } = await readHistories(tx, ids.slice(first, first + BATCH), calendar);
    const { outcomes, ifConsented } = simulateClients(histories, setting);
    found.outcomes.push(...outcomes);
    found.ifConsented.push(...ifConsented);
  }
  return { simulation: sumUp(found, setting), share: all.length === 0 ? 1 : ids.length / all.length };
}
