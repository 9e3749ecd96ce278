import { expect, test } from '@jest/globals';
import { defaultPolicy, type PracticePolicy } from '../../../policy/practice/practice-policy.ts';
import type { Simulation } from '../../../policy/journeys/simulation.ts';
import { simulateYear, yearOfPractice, type Year } from './year-of-practice.ts';

const SEEDS = [1, 2, 3, 4];
const policy = defaultPolicy('the owner');

function simulated(year: Year, change: Partial<PracticePolicy> = {}): Simulation {
  return simulateYear(year, { ...policy, ...change });
}

test.each(SEEDS)(
  'a practice of 120 clients, six in ten of whom said yes, is asked about 25 times a quarter, not 2 (§2.5, year %d)',
  (seed) => {
    const simulation = simulated(yearOfPractice(seed));

    expect(simulation.perQuarter).toBeGreaterThanOrEqual(15);
    expect(simulation.perQuarter).toBeLessThanOrEqual(40);
    expect(simulation.heldBack[0]?.code).toBe('no_consent');
    expect(simulation.ifEverybodyConsented.sent).toBeGreaterThan(simulation.sent);
  },
);

test('every moment is either asked or removed by one gate: nothing is lost and nothing counted twice', () => {
  for (const seed of SEEDS) {
    const year = yearOfPractice(seed);
    const { cameUp, sent, heldBack, byKind } = simulated(year);
    const chosen = byKind.filter(({ kind }) => policy.milestones.includes(kind));
    const marked = year.clients
      .flatMap(({ milestones }) => milestones)
      .filter(({ recordedAt }) => recordedAt >= year.from && recordedAt <= year.to);

    expect(sent + heldBack.reduce((sum, { count }) => sum + count, 0)).toBe(cameUp);
    expect(chosen.reduce((sum, moment) => sum + (moment.cameUp ?? 0), 0)).toBe(cameUp);
    expect(chosen.reduce((sum, moment) => sum + moment.sent, 0)).toBe(sent);
    for (const kind of ['goal_reached', 'significant_session'] as const) {
      expect(byKind.find((moment) => moment.kind === kind)?.cameUp).toBe(
        marked.filter((milestone) => milestone.kind === kind).length,
      );
    }
  }
});

test('the same seed gives the same year', () => {
  expect(yearOfPractice(7)).toEqual(yearOfPractice(7));
  expect(yearOfPractice(7).clients).not.toEqual(yearOfPractice(8).clients);
});

test('the year is one that could have been: 120 places taken, most endings planned, one appointment in twenty missed', () => {
  const { clients, from, to, sessions } = yearOfPractice(1);
  const middle = (from + to) / 2;
  const there = clients.filter(
    ({ attended }) => (attended[0]?.at ?? Infinity) <= middle && (attended.at(-1)?.at ?? 0) >= middle,
  );
  const ended = clients
    .flatMap(({ discharges }) => discharges)
    .filter(({ recordedAt }) => recordedAt >= from && recordedAt <= to);
  const planned = ended.filter(({ ending }) => ending === 'planned_met').length / ended.length;

  expect(there.length).toBeGreaterThan(100);
  expect(there.length).toBeLessThanOrEqual(120);
  expect(sessions / 52).toBeGreaterThan(60);
  expect(planned).toBeGreaterThan(0.35);
  expect(planned).toBeLessThan(0.55);
});

test('stricter rules let nobody more through, and the gate that was tightened removes more', () => {
  const year = yearOfPractice(1);
  const usual = simulated(year);
  const removed = (simulation: Simulation, code: string): number =>
    simulation.heldBack.find((one) => one.code === code)?.count ?? 0;

  const pause = simulated(year, { prompt: { ...policy.prompt, coolDown: 'P300D', endingCoolDown: 'P300D' } });
  expect(pause.sent).toBeLessThan(usual.sent);
  expect(removed(pause, 'too_often')).toBeGreaterThan(removed(usual, 'too_often'));

  const silent = simulated(year, {
    alreadySends: { ...policy.alreadySends, follow_up: 'never', ending_note: false },
  });
  expect(silent.sent).toBe(0);
  expect(removed(silent, 'no_carrier')).toBeGreaterThan(0);
});
