import { expect, test } from '@jest/globals';
import { journeyRules } from '../../policy/journeys/journey-rules.ts';
import { defaultPolicy, type PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { sumUp, tryClients, type Trial } from '../../policy/journeys/simulation.ts';
import { yearOfPractice, type Year } from './year-of-practice.ts';

const SEEDS = [1, 2, 3, 4];
const policy = defaultPolicy('the owner');

function tried(year: Year, change: Partial<PracticePolicy> = {}): Trial {
  const situation = { zone: 'Europe/London', strict: false, signedOff: false, paused: false };
  const rules = journeyRules({ ...policy, ...change }, situation);
  const setting = { rules, past: { recordedSince: 0, now: year.to }, period: year };
  return sumUp(tryClients(year.clients, setting), setting);
}

test.each(SEEDS)(
  'a practice of 120 clients, six in ten of whom said yes, is asked about 25 times a quarter, not 2 (§2.5, year %d)',
  (seed) => {
    const trial = tried(yearOfPractice(seed));

    expect(trial.perQuarter).toBeGreaterThanOrEqual(15);
    expect(trial.perQuarter).toBeLessThanOrEqual(40);
    expect(trial.heldBack[0]?.code).toBe('no_consent');
    expect(trial.ifEverybodyConsented.sent).toBeGreaterThan(trial.sent);
  },
);

test('every moment is either asked or removed by one gate: nothing is lost and nothing counted twice', () => {
  for (const seed of SEEDS) {
    const year = yearOfPractice(seed);
    const { cameUp, sent, heldBack, byMoment } = tried(year);
    const chosen = byMoment.filter(({ kind }) => policy.milestones.includes(kind));
    const marked = year.clients
      .flatMap(({ milestones }) => milestones)
      .filter(({ recordedAt }) => recordedAt >= year.from && recordedAt <= year.to);

    expect(sent + heldBack.reduce((sum, { count }) => sum + count, 0)).toBe(cameUp);
    expect(chosen.reduce((sum, moment) => sum + (moment.cameUp ?? 0), 0)).toBe(cameUp);
    expect(chosen.reduce((sum, moment) => sum + moment.sent, 0)).toBe(sent);
    for (const kind of ['goal_reached', 'significant_session'] as const) {
      expect(byMoment.find((moment) => moment.kind === kind)?.cameUp).toBe(
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
    ({ attendedAt }) => (attendedAt[0] ?? Infinity) <= middle && (attendedAt.at(-1) ?? 0) >= middle,
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
  const usual = tried(year);
  const removed = (trial: Trial, code: string): number =>
    trial.heldBack.find((one) => one.code === code)?.count ?? 0;

  const pause = tried(year, { prompt: { ...policy.prompt, coolDown: 'P300D', endingCoolDown: 'P300D' } });
  expect(pause.sent).toBeLessThan(usual.sent);
  expect(removed(pause, 'too_often')).toBeGreaterThan(removed(usual, 'too_often'));

  const silent = tried(year, {
    alreadySends: { ...policy.alreadySends, follow_up: 'never', ending_note: false },
  });
  expect(silent.sent).toBe(0);
  expect(removed(silent, 'no_carrier')).toBeGreaterThan(0);
});
