import { expect, test } from '@jest/globals';
import {
  floorScore,
  INSTRUMENTS,
  mayBeNamed,
  scoreFault,
  type Instrument,
} from '../../../policy/clients/instruments.ts';

/** §5.6: lowest, highest, and whether half points are given. */
test.each<[Instrument, number, number, boolean]>([
  ['csat', 1, 5, false],
  ['fft', 1, 6, false],
  ['nps', 0, 10, false],
  ['srs', 0, 40, true],
  ['ors', 0, 40, true],
  ['core10', 0, 40, false],
])('%s runs from %d to %d', (instrument, lowest, highest, halves) => {
  expect(scoreFault(instrument, lowest)).toBeNull();
  expect(scoreFault(instrument, highest)).toBeNull();
  expect(scoreFault(instrument, lowest - 1)).toContain(`${lowest} to ${highest}`);
  expect(scoreFault(instrument, highest + 1)).toContain(`${lowest} to ${highest}`);
  expect(scoreFault(instrument, lowest - 0.1)).not.toBeNull();
  expect(scoreFault(instrument, highest + 0.1)).not.toBeNull();
  expect(scoreFault(instrument, lowest + 0.5) === null).toBe(halves);
  expect(scoreFault(instrument, Number.NaN)).not.toBeNull();
  expect(scoreFault(instrument, Infinity)).not.toBeNull();
});

test('an outcome measure is never kept of a named client', () => {
  expect(INSTRUMENTS.filter(mayBeNamed)).toEqual(['csat', 'fft']);
});

test('the floor reads 1 to 5; "don’t know" is no score (§5a.7)', () => {
  expect([1, 2, 3, 4, 5].map((score) => floorScore('fft', score))).toEqual([1, 2, 3, 4, 5]);
  expect(floorScore('fft', 6)).toBeNull();
  expect(floorScore('csat', 5)).toBe(5);
});
