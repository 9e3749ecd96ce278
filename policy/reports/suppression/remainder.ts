import { groupingsOf, sumOf, type Grid, type Place, type Window } from './grid.ts';
import type { Shown } from './shown-figures.ts';
import { isSmall } from '../small-numbers.ts';

/**
 * Whether in one of these windows, once the place shows them, so few people are left in all hidden rows of a grouping
 * together that the total gives them away as a group.
 */
export function leavesFew(grid: Grid, place: Place, windows: readonly Window[], shows: Shown): boolean {
  const groupings = place.row === 0 ? groupingsOf(grid) : [grid.rows[place.row]?.grouping ?? null];
  const pairs = grid.pairs.filter((pair) => pair.includes(place.measure));
  return windows.some((window) =>
    groupings.some((grouping) =>
      [[place.measure], ...pairs].some((measures) => {
        const shown = (row: number) =>
          measures.every(
            (measure) => (measure === place.measure && row === place.row) || shows({ measure, row }, window),
          );
        if (!shown(0)) return false;
        const left = grid.rows.flatMap((row, index) =>
          row.grouping === grouping && !shown(index) ? [index] : [],
        );
        const count = (measure: number) =>
          left.reduce((sum, row) => sum + sumOf(grid, { measure, row }, window), 0);
        const [k = 0, n] = measures;
        return isSmall(n === undefined ? count(k) : count(n) - count(k));
      }),
    ),
  );
}
