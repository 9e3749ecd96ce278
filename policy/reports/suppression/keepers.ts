import { stateOf, type Found, type Kept, type State } from './exchange-state.ts';
import { changes, stuckOf, type Exchange, type Secret, type Stuck } from './exchange.ts';
import { exchangesFor, tellingMonths } from './exchanges.ts';
import type { Grid, Place, Window } from './grid.ts';
import { arePinnedAlike, pinnedTogether } from './pinned-together.ts';
import type { ShownFigures } from './shown-figures.ts';

/**
 * For every secret an exchange that keeps it: one that changes the secret and nothing that is shown. So long as there is
 * one, the secret is no linear combination of shown figures, nor do noughts and limits give it away.
 */
export class Keepers {
  private readonly grid: Grid;
  private readonly shown: ShownFigures;
  private readonly states = new Map<string, State>();
  /** By place, the states whose rows take part, and those whose rows move. */
  private readonly used: State[][][];
  private readonly movers: State[][][];
  private readonly lists = new Map<string, { made: State[]; rest: Generator<Exchange> }>();
  private before: [State, Found][] = [];

  constructor(grid: Grid, shown: ShownFigures) {
    this.grid = grid;
    this.shown = shown;
    this.used = grid.cells.map((rows) => rows.map(() => []));
    this.movers = grid.cells.map((rows) => rows.map(() => []));
  }

  /** Throws where nothing keeps the secret, which no table can bring about: one more in the total is always possible. */
  keep(secret: Secret): void {
    const kept = this.keeperOf(secret, false);
    if (!kept)
      throw new Error(`Nothing keeps a small number from being worked out: ${JSON.stringify(secret)}`);
    this.assign(kept);
  }

  /** All secrets so far are kept with what is shown so far. */
  settle(): void {
    for (const state of this.states.values()) {
      if (state.verified !== null) state.verified = this.pinnedOf(state);
    }
  }

  /** Shows the figure if every secret is still kept then; else nothing changes. */
  tryToShow(place: Place, window: Window): void {
    this.before = [];
    const takeBack = this.shown.show(place, window);
    const moved = this.movedFor(place);
    if (moved) {
      for (const [kept, other] of moved) {
        kept.by.kept.delete(kept);
        this.assign(other);
      }
      for (const state of this.usedBy(place)) state.verified = state.found.pinned;
    } else {
      takeBack();
      for (const [state, found] of this.before.toReversed()) state.found = found;
    }
  }

  /**
   * Those secrets that lose their exchange by what the place now shows, each with another; null where one has none. No row
   * takes anything from the freedom of the total, which is wanted more than any row.
   */
  private movedFor(place: Place): [Kept, Kept][] | null {
    const moved: [Kept, Kept][] = [];
    for (const state of this.usedBy(place)) {
      if (state.verified === this.pinnedOf(state)) continue;
      if (place.row > 0 && state.keepsTotal) return null;
      for (const kept of state.kept) {
        if (this.keeps(state, kept.secret)) continue;
        const other = this.keeperOf(kept.secret, kept.lasts && place.row > 0);
        if (!other) return null;
        moved.push([kept, other]);
      }
    }
    return moved;
  }

  private assign(kept: Kept): void {
    const { by } = kept;
    if (by.verified === null) {
      for (const place of by.places) {
        this.usedBy(place).push(by);
        if (by.movers.includes(place.row)) this.movers[place.measure]?.[place.row]?.push(by);
      }
      by.verified = by.found.pinned;
    }
    by.kept.add(kept);
    by.keepsTotal ||= kept.secret.row === 0;
  }

  private keeperOf(secret: Secret, mustLast: boolean): Kept | null {
    let fallback: Kept | null = null;
    for (const by of this.candidates(secret)) {
      if (!this.keeps(by, secret)) continue;
      if (!by.exchange.up.includes(0)) return { secret, by, lasts: true };
      fallback ??= { secret, by, lasts: false };
    }
    return mustLast ? null : fallback;
  }

  private *candidates(secret: Secret): Generator<State> {
    const { measure, row, of } = secret;
    yield* this.movers[measure]?.[row] ?? [];
    if (of !== null) yield* this.movers[of]?.[row] ?? [];
    for (const month of tellingMonths(this.grid, secret)) {
      const name = `${measure} ${of} ${row} ${month}`;
      const some = this.lists.get(name) ?? { made: [], rest: exchangesFor(this.grid, secret, month) };
      this.lists.set(name, some);
      yield* some.made;
      for (let next = some.rest.next(); !next.done; next = some.rest.next()) {
        const state = this.stateOf(next.value);
        some.made.push(state);
        yield state;
      }
    }
  }

  private usedBy({ measure, row }: Place): State[] {
    return this.used[measure]?.[row] ?? [];
  }

  private keeps(state: State, secret: Secret): boolean {
    const moved = changes(state.exchange, secret);
    if (moved === null) return false;
    const pinned = this.pinnedOf(state);
    return pinned[moved.from] !== pinned[moved.to];
  }

  private stateOf(exchange: Exchange): State {
    const { measures, up, down, pools } = exchange;
    const name = [measures, up, down, ...pools.map(Object.values)].join('/');
    const state = this.states.get(name) ?? stateOf(this.grid, exchange);
    this.states.set(name, state);
    return state;
  }

  /** What is pinned now: found anew if anything has changed since. */
  private pinnedOf(state: State): Int16Array {
    const { exchange, places, found } = state;
    const { shown } = this;
    const isLong = found.pinned.length === shown.last + 1;
    if (isLong && state.checkedAt === shown.clock) return found.pinned;
    state.checkedAt = shown.clock;
    if (isLong && !places.some((place) => shown.changedAt(place) > found.pinnedAt)) return found.pinned;
    this.before.push([state, found]);
    const { stuck, stuckAt } = this.stuckNow(state);
    const rows = [...exchange.up, ...exchange.down];
    const joined = exchange.measures.flatMap((measure) =>
      rows.map((row) => shown.labelsOf({ measure, row })),
    );
    const now = pinnedTogether(shown.last + 1, joined, stuck);
    const pinned = arePinnedAlike(now, found.pinned) ? found.pinned : now;
    state.found = { stuck, stuckAt, pinned, pinnedAt: shown.clock };
    return pinned;
  }

  private stuckNow({ exchange, places, found }: State): { stuck: Stuck; stuckAt: number } {
    const { stuck, stuckAt } = found;
    const hasChanged =
      exchange.pools.length > 0 && places.some((place) => this.shown.begunAt(place) > stuckAt);
    if (stuck !== null && !hasChanged) return { stuck, stuckAt };
    const isHidden = (row: number) =>
      exchange.measures.every((measure) => this.shown.begunAt({ measure, row }) === 0);
    return { stuck: stuckOf(this.grid, exchange, isHidden), stuckAt: this.shown.clock };
  }
}
