import { cellsOf, totalsOf, type CellTable } from './cell-table.ts';
import { FEWEST, MIN_FOR_RATE } from '../small-numbers.ts';

/** A figure's place: a measure and a row, by number; row 0 is the total. */
export type Place = { measure: number; row: number };
/** Between two boundaries of months: `from` ≤ month < `to`. */
export type Window = { from: number; to: number };

/** A cell table by numbers. */
export type Grid = {
  months: number;
  /** Row 0 is the total, of no grouping. */
  rows: { grouping: string | null; key: string }[];
  /** [measure][row][month], and the same summed up to each boundary. */
  cells: number[][][];
  sums: number[][][];
  pairs: [k: number, n: number][];
  means: { sum: number; of: number; least: number; most: number; step?: number }[];
  /** Measures that may move together with one, found once. */
  sets: Map<number, number[][]>;
  /** Which cells can move together, found once for each set of measures. */
  moves: Map<string, Uint8Array>;
};

export function gridOf(table: CellTable): Grid {
  const { measures } = table;
  const groupings = Object.keys(table.groupings).toSorted();
  const rows: Grid['rows'] = [
    { grouping: null, key: '' },
    ...groupings.flatMap((grouping) =>
      Object.keys(table.groupings[grouping] ?? {})
        .toSorted()
        .map((key) => ({ grouping, key })),
    ),
  ];
  const cells = measures.map((measure) =>
    rows.map(({ grouping, key }) =>
      grouping === null
        ? totalsOf(table, groupings[0] ?? '', measure)
        : cellsOf(table, table.groupings[grouping]?.[key], measure),
    ),
  );
  const place = (measure: string) => measures.indexOf(measure);
  return {
    months: table.months.length,
    rows,
    cells,
    sums: cells.map((ofMeasure) => ofMeasure.map(summed)),
    pairs: table.pairs.map(([k, n]) => [place(k), place(n)]),
    means: table.means.map((mean) => ({ ...mean, sum: place(mean.sum), of: place(mean.of) })),
    sets: new Map(),
    moves: new Map(),
  };
}

export function cellOf({ cells }: Grid, { measure, row }: Place, month: number): number {
  return cells[measure]?.[row]?.[month] ?? 0;
}

export function sumOf({ sums }: Grid, { measure, row }: Place, { from, to }: Window): number {
  const upTo = sums[measure]?.[row];
  return (upTo?.[to] ?? 0) - (upTo?.[from] ?? 0);
}

/** How many people a figure is about: of a mean's sum those whose values it adds. */
export function peopleIn(grid: Grid, { measure, row }: Place, window: Window): number {
  return sumOf(grid, { measure: meanOf(grid, measure)?.of ?? measure, row }, window);
}

/** Whether so few people stand behind the figure that it is hidden: below five, a mean's sum below ten. */
export function isSmallFigure(grid: Grid, place: Place, window: Window): boolean {
  const people = peopleIn(grid, place, window);
  return people > 0 && people < (meanOf(grid, place.measure) ? MIN_FOR_RATE : FEWEST);
}

export function meanOf({ means }: Grid, measure: number): Grid['means'][number] | undefined {
  return means.find(({ sum }) => sum === measure);
}

export function groupingsOf({ rows }: Grid): string[] {
  return [...new Set(rows.map(({ grouping }) => grouping))].filter((grouping) => grouping !== null);
}

function summed(cells: readonly number[]): number[] {
  const sums = [0];
  for (const cell of cells) sums.push((sums.at(-1) ?? 0) + cell);
  return sums;
}
