/** Of so many or more a mean, a median or a percentage may be made. */
const FEWEST = 8;
const STEP = 5;

/**
 * A count for whoever reads outside the house (§5.7): nought is shown, one to seven are not (null), everything else is
 * rounded to the nearest five. Source: NHS Digital, disclosure control of HES and ECDS, September 2018.
 */
export function laddered(count: number): number | null {
  if (count === 0) return 0;
  return count < FEWEST ? null : Math.round(count / STEP) * STEP;
}

/** A mean or a median of `n` values; null of fewer than eight. */
export function ladderedMean(mean: number | null, n: number): number | null {
  return n < FEWEST ? null : mean;
}

/**
 * `k` of `n` from the rounded figures, so that it says no more than they do; null where either is hidden or of nobody.
 * 0 ≤ k ≤ n, whole numbers.
 */
export function ladderedRate(k: number, n: number): { k: number; n: number; rate: number } | null {
  const [shownK, shownN] = [laddered(k), laddered(n)];
  return shownK === null || shownN === null || shownN === 0
    ? null
    : { k: shownK, n: shownN, rate: shownK / shownN };
}
