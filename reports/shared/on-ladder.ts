import { HIDDEN, type Figure } from '../../policy/reports/hidden.ts';
import { laddered } from '../../policy/reports/rounding-ladder.ts';
import { shownRate, type ShownRate } from '../../policy/reports/shown-rate.ts';

/** A count by the rounding ladder: nought as it is, one to seven withheld, the rest to the nearest five. */
export function onLadder(count: Figure): Figure {
  return count === HIDDEN ? HIDDEN : (laddered(count) ?? HIDDEN);
}

/** A share from rounded counts, so that it says no more than they do. */
export function rateOnLadder({ k, n }: ShownRate): ShownRate {
  return shownRate(onLadder(k), onLadder(n));
}

/** A part of a whole, both as they are shown; null of nobody. */
export function shareOf(part: Figure, of: Figure): Figure | null {
  if (part === HIDDEN || of === HIDDEN) return HIDDEN;
  return of === 0 ? null : Math.min(1, part / of);
}
