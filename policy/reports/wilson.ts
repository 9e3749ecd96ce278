/** The 90th percentile of the normal distribution: one in ten lies above the interval, one in ten below. */
const Z = 1.2815515655446004;

/** Both within 0 to 1, fractions. */
export type Interval = { low: number; high: number };

/**
 * Wilson's interval, 80 %, of `k` in `n`: between which fractions the rate behind so few cases may well lie. 0 ≤ k ≤ n
 * and n ≥ 1, whole numbers. Source: Newcombe, Statistics in Medicine 1998;17:857–872, method 3.
 */
export function wilson(k: number, n: number): Interval {
  const rate = k / n;
  const shrunk = 1 + Z ** 2 / n;
  const centre = (rate + Z ** 2 / (2 * n)) / shrunk;
  const half = (Z * Math.sqrt((rate * (1 - rate)) / n + Z ** 2 / (4 * n ** 2))) / shrunk;
  return {
    low: k === 0 ? 0 : Math.min(rate, Math.max(0, centre - half)),
    high: k === n ? 1 : Math.max(rate, Math.min(1, centre + half)),
  };
}
