import type { Grid, Place, Window } from './grid.ts';
import { movesOf } from './moving.ts';

/**
 * A figure that must not be worked out; with `of`, how many are missing from `measure` to `of`, which nobody shows and
 * whoever knows both can work out.
 */
export type Secret = Place & Window & { of: number | null };

/**
 * A way in which people could have been counted otherwise while every shown figure stays: the rows `up` rise by what the
 * rows `down` fall, in all `measures` alike. Of the groupings in `pools`, rows of which nothing is shown take part, each
 * month another one; `without` is a row that does not, but in month `only` it alone does.
 */
export type Exchange = {
  measures: readonly number[];
  up: readonly number[];
  down: readonly number[];
  pools: readonly Pool[];
};
export type Pool = { grouping: string; side: 'up' | 'down'; without: number; only: number | null };

/** By month: whether the exchange's rows cannot rise, or cannot fall. */
export type Stuck = { up: Uint8Array; down: Uint8Array };

/** `isHidden`: whether nothing of a row is shown but noughts, in all measures of the exchange. */
export function stuckOf(grid: Grid, exchange: Exchange, isHidden: (row: number) => boolean): Stuck {
  const { measures, up, down } = exchange;
  const can = movesOf(grid, measures);
  const pools = exchange.pools.map(({ grouping, side, without, only }) => ({
    side,
    only,
    alone: isHidden(without) ? [without] : [],
    rows: grid.rows.flatMap((row, index) =>
      row.grouping === grouping && index !== without && isHidden(index) ? [index] : [],
    ),
  }));
  const stuck = { up: new Uint8Array(grid.months), down: new Uint8Array(grid.months) };
  for (let month = 0; month < grid.months; month++) {
    const all = (step: 1 | -1, back: 1 | -1) =>
      up.every((row) => can(row, month, step)) &&
      down.every((row) => can(row, month, back)) &&
      pools.every(({ side, rows, only, alone }) =>
        (only === month ? alone : rows).some((row) => can(row, month, side === 'up' ? step : back)),
      );
    stuck.up[month] = Number(!all(1, -1));
    stuck.down[month] = Number(!all(-1, 1));
  }
  return stuck;
}

/** Between which boundaries the exchange has to move to change the secret; null: whatever it moves, it does not. */
export function changes({ measures, up, down, pools }: Exchange, secret: Secret): Window | null {
  const { measure, row, of, from, to } = secret;
  const isMoved =
    of === null ? measures.includes(measure) : measures.includes(measure) !== measures.includes(of);
  if (!isMoved) return null;
  if (up.includes(row) || down.includes(row)) return { from, to };
  const only = pools.find(({ without }) => without === row)?.only ?? null;
  return only !== null && from <= only && only < to ? { from: only, to: only + 1 } : null;
}
