import type { Interval } from './wilson.ts';

/** How ranks are to be read, for a report's definition. */
export const RANK_DEFINITION =
  'Rows whose intervals overlap, directly or through others between them, share a rank, one more than the number of rows that are clearly better; where all of them overlap there is no clear difference and no rank.';

/**
 * The rank of each row, best first, by RANK_DEFINITION; intervals that touch overlap. Null: no clear difference, or no rate.
 * No row has a better rank than one whose interval lies above its own.
 */
export function ranksOf(rows: readonly (Interval | null)[]): (number | null)[] {
  const sorted = rows
    .flatMap((row, index) => (row === null ? [] : [{ ...row, index }]))
    .toSorted((one, other) => other.high - one.high);
  const ranks = rows.map((): number | null => null);
  let rank = 1;
  let lowest = Infinity;
  for (const [place, { index, low, high }] of sorted.entries()) {
    if (high < lowest) rank = place + 1;
    lowest = Math.min(lowest, low);
    ranks[index] = rank;
  }
  return rank === 1 ? rows.map(() => null) : ranks;
}
