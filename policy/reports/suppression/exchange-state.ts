import type { Exchange, Secret, Stuck } from './exchange.ts';
import type { Grid, Place } from './grid.ts';

/** A secret and what keeps it; `lasts`: whatever is shown of the total. */
export type Kept = { secret: Secret; by: State; lasts: boolean };

/** What is known of an exchange, and which secrets rest on it. */
export type State = {
  readonly exchange: Exchange;
  /** What it depends on being hidden, and the rows among it that could hold a secret. */
  readonly places: Place[];
  readonly movers: number[];
  readonly kept: Set<Kept>;
  keepsTotal: boolean;
  /** The `pinned` with which all that are kept were seen to be kept; null: none is yet. */
  verified: Int16Array | null;
  /** By the clock of what is shown, when `found` was last seen to be true. */
  checkedAt: number;
  found: Found;
};

/** `pinned`: boundaries with the same number move together. The times are when either was found. */
export type Found = { stuck: Stuck | null; stuckAt: number; pinned: Int16Array; pinnedAt: number };

export function stateOf(grid: Grid, exchange: Exchange): State {
  const { measures, up, down, pools } = exchange;
  const groupings = pools.map(({ grouping }) => grouping);
  const rows = grid.rows.flatMap(({ grouping }, row) =>
    up.includes(row) || down.includes(row) || groupings.includes(grouping ?? '') ? [row] : [],
  );
  return {
    exchange,
    places: measures.flatMap((measure) => rows.map((row) => ({ measure, row }))),
    movers: [...up, ...down, ...pools.flatMap(({ without, only }) => (only === null ? [] : [without]))],
    kept: new Set(),
    keepsTotal: false,
    verified: null,
    checkedAt: -1,
    found: { stuck: null, stuckAt: -1, pinned: new Int16Array(0), pinnedAt: -1 },
  };
}
