import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { practiceCapacity, type Statement } from '../../../policy/capacity/practice-capacity.ts';
import { concentrationOf, spreadOf } from '../../../policy/reports/concentration.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import type { ColleagueFacts } from '../../../policy/relationships/relationship-terms.ts';
import { rhythmRules } from '../../../policy/relationships/rhythm-rules.ts';
import { nextContactAt, rankOf } from '../../../policy/relationships/rhythm.ts';
import { chanceOfSilence, firstDayBelow } from '../../../policy/reports/silence.ts';
import { DAY_MS } from '../../support/clock.ts';
import { randomOf } from '../../support/random.ts';

const REFERENCE = 'test/reference/network.py';
const MANY = 400;
const NOW = Date.UTC(2026, 10, 30, 9);
const random = randomOf(12);
const between = (low: number, high: number) => low + random.upTo(high - low + 1);
const many = <T>(make: () => T): T[] => Array.from({ length: MANY }, make);
const at = (days: number) => new Date(NOW + Math.round(days * DAY_MS)).toISOString();

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn(`python3 is not here: ${REFERENCE} is NOT compared with the rules.`);
const compared = hasPython ? test : test.skip;

/** The second computation of these tables. */
function reference(asked: Record<string, unknown[]>): Record<string, Record<string, unknown>[]> {
  const { stdout, stderr, status } = spawnSync('python3', [REFERENCE], { input: JSON.stringify(asked) });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as Record<string, Record<string, unknown>[]>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- what the reference prints
}

const closely = (value: number | null | undefined) =>
  typeof value === 'number' ? expect.closeTo(value, 9) : value;

compared('concentration is what an independent computation of §5.3 finds, to nine places', () => {
  const asked = many(() => {
    const counts = Array.from({ length: between(0, 12) }, () => between(1, 20) ** between(1, 2));
    return {
      counts,
      kinds: counts.map(() => `kind ${between(1, 4)}`),
      watch: between(1, 5) / 10,
      alert: between(5, 9) / 10,
    };
  });

  const { concentration = [] } = reference({ concentration: asked });

  const ours = asked.map(({ counts, kinds, watch, alert }) => {
    const found = concentrationOf(counts, { watch, alert });
    const byKind = spreadOf(
      [...new Set(kinds)].map((kind) =>
        counts.reduce((sum, count, index) => sum + (kinds[index] === kind ? count : 0), 0),
      ),
    );
    return {
      n: found.clients,
      hhi: closely(found.hhi),
      effective: closely(found.effective),
      kindHhi: closely(byKind.hhi),
      kindEffective: closely(byKind.effective),
      corrected: closely(found.corrected),
      top1: closely(found.largest?.share ?? null),
      buffer: closely(found.buffer?.share ?? null),
      mayStop: found.buffer?.mayStop ?? null,
      state: found.state,
    };
  });
  expect(concentration).toEqual(ours);
  expect(new Set(ours.map(({ state }) => state)).size).toBe(4);
});

compared(
  'the chance of a silence, and its first days, are what an independent computation of §5.4 finds',
  () => {
    const asked = [
      { intervals: 5, spanDays: 150, gapDays: 123.5 },
      { intervals: 11, spanDays: 330, gapDays: 0 },
      { intervals: 3, spanDays: 90, gapDays: 700 },
      ...many(() => ({
        intervals: between(1, 60),
        spanDays: between(0, 730 * 4) / 4,
        gapDays: between(0, 730 * 8) / 8,
      })),
    ];

    const { silence = [] } = reference({ silence: asked });

    expect(silence).toEqual(
      asked.map((one) => ({
        p0: closely(chanceOfSilence(one)),
        watchDay: firstDayBelow(one, 0.1),
        driedDay: firstDayBelow(one, 0.05),
      })),
    );
    expect(silence.slice(0, 3)).toMatchObject([
      { watchDay: 88, driedDay: 124 },
      { watchDay: 77, driedDay: 104 },
      { watchDay: 104, driedDay: 155 },
    ]);
  },
);

compared('rank and next contact are what an independent reading of §5c 4.5b and 4.5c finds', () => {
  const policy = defaultPolicy('');
  const gap = () => -between(0, 3_000) * (DAY_MS / 4) - 1;
  const rules = rhythmRules(policy, 'UTC', { status: 'please_ask', validUntil: null });
  const asked = many(() => ({
    created: -between(0, 1_600) * (DAY_MS / 2) - 2,
    fromFile: random.chance(0.3),
    arrivals: Array.from({ length: random.chance(0.4) ? 0 : between(1, 6) }, gap),
    touches: Array.from({ length: between(0, 2) }, gap),
    others: Array.from({ length: between(0, 1) }, gap),
    messaged: random.chance(0.3) ? gap() : null,
    isFull: random.chance(0.4),
    rules: {
      top: rules.topMs,
      active: rules.activeMs,
      dormant: rules.dormantMs,
      new: rules.newMs,
      fullFactor: rules.fullFactor,
      minGap: rules.minGapMs,
    },
  }));

  const { relationship = [] } = reference({ relationship: asked });

  const ours = asked.map((one) => {
    const facts = factsOf(one);
    const now = new Date(NOW);
    const rhythm = { ...rules, fullUntil: one.isFull ? new Date(NOW + DAY_MS) : null };
    return {
      rank: rankOf(facts, rhythm, now),
      next: nextContactAt(facts, rhythm, now).getTime() - NOW,
    };
  });
  expect(relationship).toEqual(ours);
  expect(new Set(ours.map(({ rank }) => rank)).size).toBe(4);
});

type History = {
  created: number;
  fromFile: boolean;
  arrivals: number[];
  touches: number[];
  others: number[];
  messaged: number | null;
};

function factsOf({ created, fromFile, arrivals, touches, others, messaged }: History): ColleagueFacts {
  const when = (moments: readonly number[], pick: (...moments: number[]) => number): Date | null =>
    moments.length === 0 ? null : new Date(NOW + pick(...moments));
  const last = when([...arrivals, ...touches, ...others], Math.max);
  return {
    createdAt: new Date(NOW + created),
    fromFile,
    pausedUntil: null,
    firstContactAt: when([...arrivals, ...touches], Math.min),
    lastContact: last && { at: last, kind: 'reply' },
    arrivalsInYear: arrivals.filter((one) => one >= -365 * DAY_MS).length,
    lastArrivalAt: when(arrivals, Math.max),
    arrivalsInTwoYears: arrivals.filter((one) => one >= -730 * DAY_MS).length,
    firstArrivalInTwoYearsAt: null,
    toldFullMs: 0,
    isToldFull: false,
    messagedAt: when(messaged === null ? [] : [messaged], Math.max),
    driedUpAskedAt: null,
    checkIn: null,
  };
}

compared('what the practice says of its places is what an independent reading of S71a says', () => {
  const asked = many(() => {
    const people = ['a', 'b', 'c'].slice(0, between(0, 3));
    const statements = ['a', 'b', 'c', 'left']
      .filter(() => random.chance(0.8))
      .flatMap((practitionerId) =>
        [null, 'line'].slice(0, between(1, 2)).map((serviceLineId) => ({
          practitionerId,
          serviceLineId,
          status: random.pick([
            ['open', 0.1],
            ['nearly_full', 0.15],
            ['full', 0.75],
          ] as const),
          nextOpening: random.chance(0.5) ? `2027-0${between(1, 9)}` : null,
          waitWeeks: random.chance(0.5) ? { from: between(1, 4), to: between(4, 9) } : null,
          validUntil: at(between(-2, 12)),
          statedAt: at(-between(3, 40)),
        })),
      );
    return { now: at(0), practitioners: people, statements };
  });

  const { capacity = [] } = reference({ capacity: asked });

  const ours = asked.map(({ practitioners, statements }) => {
    const known: Statement[] = statements.map((one) => ({
      ...one,
      validUntil: new Date(one.validUntil),
      statedAt: new Date(one.statedAt),
      mode: 'tell_referrers',
      placesFor: [],
    }));
    const {
      mode: _mode,
      placesFor: _places,
      ...said
    } = practiceCapacity(known, practitioners, new Date(NOW));
    return said;
  });
  expect(capacity).toEqual(JSON.parse(JSON.stringify(ours)));
  expect(new Set(ours.map(({ status }) => status)).size).toBe(4);
});
