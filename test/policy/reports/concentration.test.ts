import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { concentrationOf, spreadOf } from '../../../policy/reports/concentration.ts';

const SETTINGS = { watch: 0.3, alert: 0.5 };

test('of twenty clients half of whom come from one source, the index is .32, as if 3.1 equal sources, and two may stop (S68, §5.3)', () => {
  const found = concentrationOf([10, 4, 2, 2, 2], SETTINGS);

  expect(found).toMatchObject({ clients: 20, hhi: 0.32, effective: 3.125, words: 'as if 3.1 equal sources' });
  expect(found.corrected).toBeCloseTo(0.284, 3);
  expect(found.largest).toEqual({ index: 0, share: 0.5 });
  expect(found.buffer).toEqual({ share: 0.5, mayStop: 2 });
});

test.each([
  ['too_early', [9], 0.5],
  ['alert', [5, 1, 1, 1, 1, 1], 0.5],
  ['alert', [9, 3], 1],
  ['watch', [3, 1, 1, 1, 1, 1, 1, 1], 0.5],
  ['watch', [5, 5, 5, 5], 0.5],
  ['calm', [4, 4, 4, 4, 4], 0.5],
])('it is %s with %j (§5.3)', (state, counts, alert) => {
  expect(concentrationOf(counts, { watch: 0.3, alert }).state).toBe(state);
});

test('of nobody there is nothing to say, and of one client nothing to correct', () => {
  expect(concentrationOf([], SETTINGS)).toMatchObject({
    hhi: null,
    largest: null,
    buffer: null,
    state: 'too_early',
  });
  expect(concentrationOf([0, 1], SETTINGS)).toMatchObject({
    hhi: 1,
    corrected: null,
    largest: { index: 1, share: 1 },
    words: 'too early to tell: 1 of 10 clients',
  });
});

test('there are as if at most as many sources as there are, and exactly as many when they are equal', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 }), (counts) => {
      const { effective, hhi } = spreadOf(counts);
      const { buffer } = concentrationOf(counts, SETTINGS);

      expect(effective).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(effective).toBeLessThanOrEqual(counts.length + 1e-9);
      expect((effective ?? 0) * (hhi ?? 0)).toBeCloseTo(1, 9);
      expect(spreadOf(counts.map(() => 7)).effective).toBeCloseTo(counts.length, 9);
      expect(buffer?.mayStop).toBeGreaterThanOrEqual(1);
      expect(buffer?.mayStop).toBeLessThanOrEqual(Math.floor(counts.length / 2) + 1);
    }),
  );
});
