import { groupingsOf, isSmallFigure, peopleIn, sumOf, type Grid, type Place, type Window } from './grid.ts';
import { Keepers } from './keepers.ts';
import { leavesFew } from './remainder.ts';
import { ShownFigures, type Shown } from './shown-figures.ts';
import { isSmall } from '../small-numbers.ts';

/** No longer window can be asked for, in months. */
export const LONGEST_WINDOW = 24;
const YEAR = 12;

/**
 * Decides which figures are shown, so that for each that is not there is another table, as possible as the true one, with
 * the same shown figures and another number in that place. `firstMonths` were there when anything was first shown; every
 * month after them is decided as if it were the last, so that what was shown before any month is among what is shown.
 */
export function decideShown(grid: Grid, firstMonths: number): Shown {
  const shown = new ShownFigures(grid);
  const keepers = new Keepers(grid, shown);
  const shows: Shown = (place, window) => shown.shows(place, window);
  const places = grid.cells.flatMap((rows, measure) => rows.map((_, row): Place => ({ measure, row })));
  for (let to = firstMonths; to <= grid.months; to++) {
    const fresh = to === firstMonths ? monthsUpTo(to) : [{ from: to - 1, to }];
    shown.last = to;
    for (const place of places) {
      for (const month of fresh) if (peopleIn(grid, place, month) === 0) shown.showNought(place, month);
    }
    for (const { to: end } of fresh) {
      for (const place of places) keepSecrets(grid, keepers, place, end, shows);
    }
    keepers.settle();
    for (const { window, isWanted } of wantedIn(grid, fresh)) {
      for (const place of mostWantedFirst(grid, places, window)) {
        if (!isWanted(place)) continue;
        const opened = openedBy(shown, place, window);
        const isOpen = !opened.some((between) => isSmallFigure(grid, place, between));
        if (opened.length > 0 && isOpen && !leavesFew(grid, place, opened, shows))
          keepers.tryToShow(place, window);
      }
    }
  }
  return (place, window) => shows(place, window) || follows(grid, shows, place, window);
}

/** What is left of a total, or the sum of all rows of a grouping, needs no showing. */
function follows(grid: Grid, shows: Shown, { measure, row }: Place, window: Window): boolean {
  const own = grid.rows[row]?.grouping ?? null;
  const areShown = (grouping: string | null) =>
    grid.rows.every(
      (other, index) =>
        other.grouping !== grouping || index === row || shows({ measure, row: index }, window),
    );
  if (own === null) return groupingsOf(grid).some(areShown);
  return shows({ measure, row: 0 }, window) && areShown(own);
}

function monthsUpTo(to: number): Window[] {
  return Array.from({ length: to }, (_, month) => ({ from: month, to: month + 1 }));
}

/**
 * The windows that are tried, the most wanted first: the twelve months that end with each month, of totals and, where no
 * month's total is small, of rows; then single months of whatever has no small month in those twelve. Every other window is
 * shown where it follows from these. A rarer event's months would leave no year to be shown.
 */
function wantedIn(
  grid: Grid,
  months: readonly Window[],
): { window: Window; isWanted: (place: Place) => boolean }[] {
  const latest = months
    .toReversed()
    .map((month) => ({ month, year: { from: Math.max(0, month.to - YEAR), to: month.to } }));
  return [
    ...latest.map(({ year }) => ({
      window: year,
      isWanted: ({ measure, row }: Place) => row === 0 || isSteady(grid, { measure, row: 0 }, year),
    })),
    ...latest.map(({ month, year }) => ({
      window: month,
      isWanted: (place: Place) => isSteady(grid, place, year),
    })),
  ];
}

function isSteady(grid: Grid, place: Place, { from, to }: Window): boolean {
  for (let month = from; month < to; month++) {
    if (isSmallFigure(grid, place, { from: month, to: month + 1 })) return false;
  }
  return true;
}

/** Of every measure the total, then the rows, the largest first. */
function mostWantedFirst(grid: Grid, places: readonly Place[], window: Window): Place[] {
  const sized = places.map((place) => ({
    place,
    size: place.row === 0 ? Infinity : sumOf(grid, place, window),
  }));
  return sized
    .toSorted((one, other) => one.place.measure - other.place.measure || other.size - one.size)
    .map(({ place }) => place);
}

/** Small figures, and small numbers of those who are missing from one to another, in all windows up to a boundary. */
function keepSecrets(grid: Grid, keepers: Keepers, place: Place, to: number, shows: Shown): void {
  const isNought = shows(place, { from: to - 1, to });
  for (let from = to - 1; from >= Math.max(0, to - LONGEST_WINDOW); from--) {
    const window = { from, to };
    if (!isNought && isSmallFigure(grid, place, window)) keepers.keep({ ...place, ...window, of: null });
    for (const [k, n] of grid.pairs) {
      if (k !== place.measure) continue;
      const missing = sumOf(grid, { measure: n, row: place.row }, window) - sumOf(grid, place, window);
      if (isSmall(missing)) keepers.keep({ ...place, ...window, of: n });
    }
  }
}

/** Every window of the place that is shown once this one is; none if it already is. */
function openedBy(shown: ShownFigures, place: Place, { from, to }: Window): Window[] {
  if (shown.shows(place, { from, to })) return [];
  const [left, right] = [shown.boundariesWith(place, from), shown.boundariesWith(place, to)];
  return left.flatMap((one) =>
    right.map((other): Window => ({ from: Math.min(one, other), to: Math.max(one, other) })),
  );
}
