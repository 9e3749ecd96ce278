/** One in ten on either side: 80 % between. */
const TAIL = 0.1;

/**
 * Garwood's exact limits, 80 %, of a Poisson mean of which `count` events were seen (a whole number): the low limit
 * makes that many or more as rare as one in ten, the high limit that many or fewer. They are half the chi-square
 * quantiles .1 with 2·count and .9 with 2·count + 2 degrees of freedom, for an even number of which chi-square's tail is
 * this very sum: no quantile function is needed. Source: Garwood, Biometrika 1936;28:437–442.
 */
export function poissonLimits(count: number): { low: number; high: number } {
  const peak = logFactorial(count);
  const most = count + 10 + 10 * Math.sqrt(count + 1);
  return {
    low: count === 0 ? 0 : crossing({ from: 0, to: count }, (mean) => atLeast(count, mean, peak) > TAIL),
    high: crossing({ from: count, to: most }, (mean) => atMost(count, mean, peak) < TAIL),
  };
}

/** P(X ≤ count) for `mean` ≥ count: the term at `count` times a sum that falls. */
function atMost(count: number, mean: number, logOfFactorial: number): number {
  let sum = 1;
  let term = 1;
  for (let below = count; below > 0 && term > sum * Number.EPSILON; below--) {
    term *= below / mean;
    sum += term;
  }
  return sum * Math.exp(count * Math.log(mean) - mean - logOfFactorial);
}

/** P(X ≥ count) for `mean` ≤ count. */
function atLeast(count: number, mean: number, logOfFactorial: number): number {
  let sum = 1;
  let term = 1;
  for (let above = count + 1; term > sum * Number.EPSILON; above++) {
    term *= mean / above;
    sum += term;
  }
  return sum * Math.exp(count * Math.log(mean) - mean - logOfFactorial);
}

function logFactorial(count: number): number {
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
  return sum;
}

/** Where `isBeyond` becomes true, by halving until two neighbouring numbers are left. */
function crossing({ from, to }: { from: number; to: number }, isBeyond: (at: number) => boolean): number {
  let low = from;
  let high = to;
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (isBeyond(middle)) high = middle;
    else low = middle;
  }
  return high;
}
