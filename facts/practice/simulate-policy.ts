import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Practice } from '../../entities/practice.ts';
import {
  forecastOf,
  FORECAST_CLIENTS,
  FORECAST_DAYS,
  type Forecast,
} from '../../policy/journeys/forecast.ts';
import { journeyRules } from '../../policy/journeys/journey-rules.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import {
  sumUp,
  tryClients,
  type Tried,
  type Trial,
  type TrialPeriod,
} from '../../policy/journeys/simulation.ts';
import type { Tx } from '../transaction.ts';
import { dateIn } from './practice-today.ts';
import { clientsWithMoments, readPast, readPracticePast } from './read-past.ts';

/** Between two questions others are served. */
const AT_ONCE = 100;

/** What these rules would have sent in that time, held back and why; nothing is written and nothing leaves. */
export async function simulatePolicy(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy,
  period: TrialPeriod,
): Promise<Trial> {
  return (await tryOn(tx, practice, policy, { period, atMost: Infinity })).trial;
}

/** How many prompts a quarter these rules would let through, from the last 91 days, and which gate removes most (§2.5). */
export async function forecastPolicy(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy = practice.policy,
): Promise<Forecast> {
  const to = tx.now.getTime();
  const period = { from: to - FORECAST_DAYS * DAY_MS, to };
  const { trial, share } = await tryOn(tx, practice, policy, { period, atMost: FORECAST_CLIENTS });
  const day = (at: number): string => dateIn(practice.timezone, new Date(at));
  return forecastOf(trial, { from: day(period.from), to: day(period.to) }, share);
}

async function tryOn(
  tx: Tx,
  practice: Practice,
  policy: PracticePolicy,
  { period, atMost }: { period: TrialPeriod; atMost: number },
): Promise<{ trial: Trial; share: number }> {
  const rules = journeyRules(policy, {
    zone: practice.timezone,
    strict: practice.profile === 'US_STRICT',
    signedOff: Boolean(practice.promptsSignedOffAt),
    paused: false,
  });
  const past = await readPracticePast(tx);
  const setting = { rules, past, period };
  const all = await clientsWithMoments(tx, period, past);
  const ids = all.slice(0, atMost);
  const tried: Tried = { outcomes: [], ifConsented: [] };
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const clients = await readPast(tx, ids.slice(first, first + AT_ONCE), period);
    const { outcomes, ifConsented } = tryClients(clients, setting);
    tried.outcomes.push(...outcomes);
    tried.ifConsented.push(...ifConsented);
  }
  return { trial: sumUp(tried, setting), share: all.length === 0 ? 1 : ids.length / all.length };
}
