import { FORECAST_DAYS } from '../policy/journeys/forecast.ts';
import { defaultPolicy, type PracticePolicy } from '../policy/practice/practice-policy.ts';
import type { Simulation } from '../policy/journeys/simulation.ts';
import { simulateYear, yearOfPractice } from '../test/policy/journeys/year-of-practice.ts';

const YEARS = 8;
const policy = defaultPolicy('the owner');
const every = { ...policy.alreadySends, follow_up: 'after_every_session' } as const;
const POLICIES: Record<string, PracticePolicy> = {
  'the defaults': policy,
  'endings alone': { ...policy, milestones: ['discharge'] },
  'a note after every session': { ...policy, alreadySends: every },
  'review notes as well': { ...policy, alreadySends: { ...policy.alreadySends, review_note: true } },
  'half the pauses': { ...policy, prompt: { ...policy.prompt, coolDown: 'P45D', endingCoolDown: 'P10D' } },
};

/** How often a practice of 120 clients would ask, and what removes the rest: several years, the same ones each time. */
export function benchYear(): string[] {
  const years = Array.from({ length: YEARS }, (_, seed) => yearOfPractice(seed + 1));
  const startedAt = performance.now();
  const lines = Object.entries(POLICIES).flatMap(([name, rules]) => {
    const simulations = years.map((year) => simulateYear(year, rules));
    const perQuarter = simulations
      .map((simulation) => simulation.perQuarter)
      .toSorted((one, other) => one - other);
    const range = `${perQuarter[0]}–${perQuarter.at(-1)}`;
    return [
      `  ${name}: ${mean(perQuarter).toFixed(1)} prompts a quarter (${range}), ${mean(simulations.map(({ ifEverybodyConsented }) => ifEverybodyConsented.perQuarter)).toFixed(1)} if everybody had consented`,
      `    of ${inAQuarter(simulations, ({ cameUp }) => cameUp)} moments a quarter; removed by ${removed(simulations)}`,
    ];
  });
  const ms = ((performance.now() - startedAt) / (YEARS * lines.length)) * 2;
  return [
    `a practice of 120 clients, 60 % consent, ${YEARS} years (about 25 a quarter wanted with the defaults, not 2)`,
    ...lines,
    `  a year of it is simulated in ${ms.toFixed(0)} ms`,
  ];
}

function removed(simulations: readonly Simulation[]): string {
  const codes = new Set(simulations.flatMap(({ heldBack }) => heldBack.map(({ code }) => code)));
  return [...codes]
    .map((code) => ({
      code,
      count: inAQuarter(simulations, ({ heldBack }) => heldBack.find((one) => one.code === code)?.count ?? 0),
    }))
    .toSorted((one, other) => Number(other.count) - Number(one.count))
    .map(({ code, count }) => `${code} ${count}`)
    .join(', ');
}

function inAQuarter(simulations: readonly Simulation[], count: (simulation: Simulation) => number): string {
  return ((mean(simulations.map(count)) * FORECAST_DAYS) / 365).toFixed(1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
