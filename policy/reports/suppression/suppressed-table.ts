import { rateOf, type Rate } from '../rate.ts';
import { isSmall, MIN_FOR_RATE } from '../small-numbers.ts';
import { checkCellTable, without, type CellTable } from './cell-table.ts';
import { decideShown, LONGEST_WINDOW } from './decide-shown.ts';
import { gridOf, peopleIn, sumOf, type Grid, type Place, type Window } from './grid.ts';
import type { Shown } from './shown-figures.ts';

/** From the first of one month to the first of another, which is not in it: YYYY-MM. 24 months at most. */
type Months = { from: string; to: string };
/** A row of a grouping, or the total of them all. */
export type Row = { grouping: string; key: string } | 'total';

type Readers = { firstMonths: number; known: CellTable['groupings'] | null };

/** Answers for any window of whole months; a RangeError where months, measure or row are not in the table. */
export type SuppressedTable = {
  /** A count; null: hidden. */
  figure: (measure: string, row: Row, months: Months) => number | null;
  /** `k` of `n`; null: hidden, of nobody, or of fewer than ten. */
  rate: (pair: { k: string; n: string }, row: Row, months: Months) => Rate | null;
  /** A sum over its people; null: hidden, of nobody, or of fewer than ten. */
  mean: (sum: string, row: Row, months: Months) => number | null;
};

/**
 * What may be read of these cells by somebody who sees no small numbers (§5.7): however they put together all windows, all
 * groupings and the totals, another number is possible wherever one is hidden. Nought is shown. `known` is what the reader
 * knows anyway, in every grouping: the cells of their own clients. `firstMonths` were there when anything was first read.
 * The answers do not depend on what is asked, or when.
 */
export function suppressedTable(
  table: CellTable,
  { firstMonths = table.months.length, known = null }: Partial<Readers> = {},
): SuppressedTable {
  const others = without(table, known);
  checkCellTable(table);
  checkCellTable(others);
  const unknown = gridOf(others);
  const shows = decideShown(unknown, firstMonths);
  const grid = gridOf(table);
  const figureAt = (place: Place, window: Window) => shownFigure({ grid, unknown, shows }, place, window);
  const placeOf = (measure: string, row: Row) => ({
    measure: at(table.measures.indexOf(measure), measure),
    row: at(
      grid.rows.findIndex(({ grouping, key }) =>
        row === 'total' ? grouping === null : grouping === row.grouping && key === row.key,
      ),
      JSON.stringify(row),
    ),
  });
  const boundaries = boundariesOf(table.months);
  const windowOf = (months: Months) => windowIn(boundaries, months);
  return {
    figure: (measure, row, months) => figureAt(placeOf(measure, row), windowOf(months)),
    rate: (pair, row, months) => {
      const [k, n] = [pair.k, pair.n].map((measure) => figureAt(placeOf(measure, row), windowOf(months)));
      if (typeof k !== 'number' || typeof n !== 'number' || n < MIN_FOR_RATE) return null;
      return rateOf(k, n);
    },
    mean: (sum, row, months) => {
      const place = placeOf(sum, row);
      const window = windowOf(months);
      const of = grid.means.find((mean) => mean.sum === place.measure)?.of ?? place.measure;
      const people = figureAt({ ...place, measure: of }, window);
      const added = figureAt(place, window);
      return people === null || people < MIN_FOR_RATE || added === null ? null : added / people;
    },
  };
}

/** Nought is nobody's; one to four are shown of a row alone of which the reader knows everything. */
function shownFigure(
  { grid, unknown, shows }: { grid: Grid; unknown: Grid; shows: Shown },
  place: Place,
  window: Window,
): number | null {
  if (peopleIn(grid, place, window) === 0) return 0;
  if (!shows(place, window)) return null;
  const whole = { from: 0, to: grid.months };
  const isKnown = place.row !== 0 && peopleIn(unknown, place, whole) === 0;
  return isSmall(peopleIn(grid, place, window)) && !isKnown ? null : sumOf(grid, place, window);
}

/** By month the boundary at which it begins; the last is the month after. */
function boundariesOf(months: readonly string[]): Map<string, number> {
  const last = Temporal.PlainYearMonth.from(months.at(-1) ?? '1970-01');
  return new Map([...months, last.add({ months: 1 }).toString()].map((month, index) => [month, index]));
}

function windowIn(boundaries: Map<string, number>, { from, to }: Months): Window {
  const window = { from: at(boundaries.get(from), from), to: at(boundaries.get(to), to) };
  if (window.from >= window.to || window.to - window.from > LONGEST_WINDOW) {
    throw new RangeError(`no window of the table: ${from} to ${to}`);
  }
  return window;
}

function at(index: number | undefined, name: string): number {
  if (index === undefined || index < 0) throw new RangeError(`not in the table: ${name}`);
  return index;
}
