import { HIDDEN, type Figure } from './hidden.ts';
import { rateOf } from './rate.ts';

/** `k` of `n` as one reader sees it: null of nobody, withheld with `k`. */
export type ShownRate = {
  k: Figure;
  n: Figure;
  rate: Figure | null;
  low: Figure | null;
  high: Figure | null;
};

/** A share with Wilson's 80 % interval; where either count is withheld, whatever tells of it is too. */
export function shownRate(k: Figure, n: Figure): ShownRate {
  if (k === HIDDEN || n === HIDDEN) return { k: HIDDEN, n, rate: HIDDEN, low: HIDDEN, high: HIDDEN };
  return rateOf(k, n) ?? { k, n, rate: null, low: null, high: null };
}
