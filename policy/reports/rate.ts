import { wilson, type Interval } from './wilson.ts';

/** `k` of `n` as a fraction, with Wilson's interval of 80 %. */
export type Rate = Interval & { k: number; n: number; rate: number };

/** `k` of `n`, whole numbers with 0 ≤ k ≤ n; null of nobody. */
export function rateOf(k: number, n: number): Rate | null {
  return n === 0 ? null : { k, n, rate: k / n, ...wilson(k, n) };
}
