import type { Exchange, Pool, Secret } from './exchange.ts';
import { cellOf, groupingsOf, meanOf, type Grid } from './grid.ts';
import { setsWith } from './moving.ts';

/** So many rows of each size are tried as the other side. */
const TRIED = 2;

/** What a secret is about, in all windows alike. */
export type Kind = Pick<Secret, 'measure' | 'row' | 'of'>;

/**
 * The exchanges that could keep a secret which counts somebody in this month, those first that leave the most to be shown:
 * one other row, or the hidden rows of its grouping, while the total stays; at last with the total and, of every other
 * grouping, the hidden rows or one row. They follow from that month only.
 */
export function* exchangesFor(grid: Grid, kind: Kind, month: number): Generator<Exchange> {
  const { row } = kind;
  const own = grid.rows[row]?.grouping ?? null;
  const sets = setsFor(grid, kind);
  function* all(rows: Omit<Exchange, 'measures'>): Generator<Exchange> {
    for (const measures of sets) yield { measures, ...rows };
  }
  const others = groupingsOf(grid).filter((grouping) => grouping !== own);
  const pools = others.map((grouping): Pool => ({ grouping, side: 'up', without: 0, only: null }));
  if (own !== null) {
    for (const other of partners(grid, kind, month)) {
      const [one = 0, two = 0] = [row, other].toSorted((a, b) => a - b);
      yield* all({ up: [one], down: [two], pools: [] });
    }
    yield* all({ up: [row], down: [], pools: [{ grouping: own, side: 'down', without: row, only: null }] });
    const alone: Pool = { grouping: own, side: 'up', without: row, only: month };
    yield* all({ up: [0], down: [], pools: [alone, ...pools] });
  }
  const first = [...new Set([0, row])];
  if (own !== null) yield* all({ up: first, down: [], pools });
  for (const rows of carriers(grid, kind, month)) {
    if (rows.size < others.length) continue;
    yield* all({ up: [...first, ...rows.values()], down: [], pools: [] });
    for (const pool of others.length > 1 ? pools : []) {
      const rest = others.filter((grouping) => grouping !== pool.grouping);
      const up = [...first, ...rest.map((grouping) => rows.get(grouping) ?? 0)];
      yield* all({ up, down: [], pools: [pool] });
    }
  }
  if (own === null) yield* all({ up: first, down: [], pools });
}

/** The months of the window in which a move is likeliest to be possible: the last that counts, and the largest. */
export function tellingMonths(grid: Grid, secret: Secret): number[] {
  let last = -1;
  let largest = -1;
  let most = 0;
  for (let month = secret.to - 1; month >= secret.from; month--) {
    const size = sizeOf(grid, secret, secret.row, month);
    if (size > 0 && last < 0) last = month;
    if (size > most) [largest, most] = [month, size];
  }
  return (last === largest ? [last] : [last, largest]).filter((month) => month >= 0);
}

/** Those that move the figure, or only one of the two between which people are missing. */
function setsFor(grid: Grid, { measure, of }: Kind): number[][] {
  if (of === null) return setsWith(grid, measure);
  const without = (start: number, other: number) =>
    setsWith(grid, start).filter((set) => !set.includes(other));
  return [...without(measure, of), ...without(of, measure)];
}

/** Rows of the same grouping that count somebody in the month: the smallest and the largest. */
function partners(grid: Grid, kind: Kind, month: number): number[] {
  const grouping = grid.rows[kind.row]?.grouping;
  const size = (row: number) => cellOf(grid, { measure: kind.of ?? kind.measure, row }, month);
  const rows = grid.rows
    .flatMap((row, index) =>
      row.grouping === grouping && index !== kind.row && size(index) > 0 ? [index] : [],
    )
    .toSorted((one, other) => size(one) - size(other) || one - other);
  return [...new Set([...rows.slice(0, TRIED), ...rows.slice(-TRIED)])];
}

/**
 * Of every other grouping the row with the most room for a move in that month: to count fewer, and for a sum also to add
 * more.
 */
function carriers(grid: Grid, kind: Kind, month: number): Map<string, number>[] {
  const own = grid.rows[kind.row]?.grouping;
  const mean = meanOf(grid, kind.measure);
  const people = (row: number) => (mean ? cellOf(grid, { measure: mean.of, row }, month) : 0);
  const below = (row: number) => sizeOf(grid, kind, row, month) - (mean?.least ?? 0) * people(row);
  const above = (row: number) => (mean?.most ?? 0) * people(row) - sizeOf(grid, kind, row, month);
  return (mean ? [below, above] : [below]).map((room) => {
    const best = new Map<string, number>();
    for (const [row, { grouping }] of grid.rows.entries()) {
      if (grouping === null || grouping === own) continue;
      if (room(row) > room(best.get(grouping) ?? -1)) best.set(grouping, row);
    }
    return best;
  });
}

/** How many the secret counts of a row in a month. */
function sizeOf(grid: Grid, { measure, of }: Kind, row: number, month: number): number {
  const count = cellOf(grid, { measure, row }, month);
  if (of !== null) return cellOf(grid, { measure: of, row }, month) - count;
  const mean = meanOf(grid, measure);
  return mean && cellOf(grid, { measure: mean.of, row }, month) > 0
    ? Math.max(count, Number.MIN_VALUE)
    : count;
}
