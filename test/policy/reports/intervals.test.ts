import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { poissonLimits } from '../../../policy/reports/poisson-limits.ts';
import { rateOf } from '../../../policy/reports/rate.ts';

/** statsmodels 0.15.0: proportion_confint(k, n, alpha=0.2, method='wilson'). */
test.each([
  [0, 10, 0, 0.14106868209054085],
  [1, 1, 0.3784475032253529, 1],
  [3, 20, 0.0746730197532267, 0.27844786562430834],
  [7, 9, 0.5660581495362462, 0.9037618177900597],
  [10, 10, 0.858931317909459, 1],
  [45, 50, 0.8322871956907351, 0.9422705285231537],
  [1234, 5678, 0.21039797016130904, 0.22442559998811543],
  [1, 100_000, 2.991092280803056e-6, 3.343205366626488e-5],
])('%i of %i lie between %d and %d, as statsmodels says (§5.7)', (k, n, low, high) => {
  const rate = rateOf(k, n);

  expect(rate?.rate).toBe(k / n);
  expect(rate?.low).toBeCloseTo(low, 12);
  expect(rate?.high).toBeCloseTo(high, 12);
});

test('of nobody there is no rate', () => {
  expect(rateOf(0, 0)).toBeNull();
});

test('a rate lies in its interval, the interval between nought and one; more cases make it narrower', () => {
  const cases = fc.nat({ max: 5000 }).chain((n) => fc.tuple(fc.nat({ max: n + 1 }), fc.constant(n + 1)));
  fc.assert(
    fc.property(cases, ([k, n]) => {
      const { low, rate, high } = rateOf(k, n) ?? { low: NaN, rate: NaN, high: NaN };
      const wider = rateOf(2 * k, 2 * n) ?? { low: NaN, high: NaN };

      expect([low >= 0, low <= rate, rate <= high, high <= 1]).not.toContain(false);
      expect(wider.high - wider.low).toBeLessThan(high - low);
    }),
  );
});

/** scipy 1.17.1: chi2.ppf(.1, 2k) / 2 and chi2.ppf(.9, 2k + 2) / 2. */
test.each([
  [0, 0, 2.302585092994046],
  [1, 0.10536051565782636, 3.889720169867429],
  [3, 1.1020653282493214, 6.680783068255865],
  [10, 6.221304605225031, 15.406641171976514],
  [47, 38.45597255875479, 57.06535369103138],
  [1000, 959.6939327288333, 1041.7545690776437],
  [50_000, 49713.65133593833, 50287.77977912516],
])('%i events are what a mean between %d and %d brings, as scipy says (§5.5)', (count, low, high) => {
  const limits = poissonLimits(count);

  expect(limits.low / (low || 1)).toBeCloseTo(low === 0 ? 0 : 1, 9);
  expect(limits.high / high).toBeCloseTo(1, 9);
});

test('one event more moves both limits up, and the count lies between them', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3000 }), (count) => {
      const [limits, next] = [poissonLimits(count), poissonLimits(count + 1)];

      expect([limits.low <= count, count < limits.high]).toEqual([true, true]);
      expect([limits.low < next.low, limits.high < next.high]).toEqual([true, true]);
    }),
  );
});
