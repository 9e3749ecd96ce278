import { cellOf, meanOf, type Grid } from './grid.ts';

const UP = 1;
const DOWN = 2;

/** Whether the cells of a row in a month can all be one more (1), or one less (-1). */
export type CanMove = (row: number, month: number, step: 1 | -1) => boolean;

/**
 * Which cells can move by one, in all `measures` alike, in a table that is as possible as the true one: a nought is shown
 * as such, and stays; whoever is not nought stays at least one; k ≤ n; and a sum stays between its least and most.
 */
export function movesOf(grid: Grid, measures: readonly number[]): CanMove {
  const name = measures.join();
  const moves = grid.moves.get(name) ?? allMoves(grid, measures);
  grid.moves.set(name, moves);
  return (row, month, step) => ((moves[row * grid.months + month] ?? 0) & (step === 1 ? UP : DOWN)) !== 0;
}

function allMoves(grid: Grid, measures: readonly number[]): Uint8Array {
  const moves = new Uint8Array(grid.rows.length * grid.months);
  for (const row of grid.rows.keys()) {
    for (let month = 0; month < grid.months; month++) {
      const can = (step: 1 | -1) => canMove(grid, measures, { row, month }, step);
      moves[row * grid.months + month] = (can(1) ? UP : 0) | (can(-1) ? DOWN : 0);
    }
  }
  return moves;
}

function canMove(
  grid: Grid,
  measures: readonly number[],
  { row, month }: { row: number; month: number },
  step: 1 | -1,
): boolean {
  const cell = (measure: number) => cellOf(grid, { measure, row }, month);
  const after = (measure: number) =>
    cell(measure) + (measures.includes(measure) ? step * amountOf(grid, measures, measure) : 0);
  const isOpen = (measure: number) => {
    const mean = meanOf(grid, measure);
    return mean ? cell(mean.of) > 0 : cell(measure) > 0 && after(measure) > 0;
  };
  return (
    measures.every(isOpen) &&
    grid.pairs.every(([k, n]) => after(k) <= after(n)) &&
    grid.means.every(({ sum, of, least, most }) => {
      if (!measures.includes(sum) && !measures.includes(of)) return true;
      return least * after(of) <= after(sum) && after(sum) <= most * after(of);
    })
  );
}

/** One of a count; of a sum one step, or the least that one person more adds, where they move with it. */
function amountOf(grid: Grid, measures: readonly number[], measure: number): number {
  const mean = meanOf(grid, measure);
  if (!mean) return 1;
  return measures.includes(mean.of) ? mean.least : (mean.step ?? 1);
}

/**
 * The sets of measures that may move together with one: alone, with those it is part of, with its parts, or both; each also
 * with the sums over them, to which one person more can always add the least.
 */
export function setsWith(grid: Grid, measure: number): number[][] {
  const found = grid.sets.get(measure);
  if (found) return found;
  const wholes = reached(measure, grid.pairs);
  const parts = reached(
    measure,
    grid.pairs.map(([k, n]) => [n, k]),
  );
  const counts = wholes.flatMap((some) => parts.map((others) => [...new Set([...some, ...others])]));
  const sumsOver = (set: number[]) =>
    grid.means.flatMap(({ sum, of, least }) => (least > 0 && set.includes(of) ? [sum] : []));
  const sorted = [...counts, ...counts.map((set) => [...set, ...sumsOver(set)])]
    .map((set) => set.toSorted((one, other) => one - other))
    .toSorted((one, other) => one.length - other.length);
  const sets = [...new Map(sorted.map((set) => [set.join(), set])).values()];
  grid.sets.set(measure, sets);
  return sets;
}

/** The start alone, then with whatever one arrow leads to, two, and so on. */
function reached(start: number, arrows: readonly [from: number, to: number][]): number[][] {
  const steps = [[start]];
  for (let found = [start]; ;) {
    const next = new Set([...found, ...arrows.flatMap(([from, to]) => (found.includes(from) ? [to] : []))]);
    if (next.size === found.length) return steps;
    found = [...next];
    steps.push(found);
  }
}
