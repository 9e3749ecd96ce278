import type { Grid, Place, Window } from './grid.ts';

/** Whether a figure is shown, for every place and window. */
export type Shown = (place: Place, window: Window) => boolean;

/**
 * Which figures are shown: between boundaries with the same label of a place, everything is. A label is the earliest of
 * its boundaries. Times are counted from one, by a clock that every change moves on.
 */
export class ShownFigures {
  /** The last boundary of which anything is known. */
  last = 0;
  clock = 0;
  private readonly labels: Int16Array[][];
  private readonly changed: Int32Array[];
  private readonly begun: Int32Array[];

  constructor({ cells, months }: Grid) {
    const boundaries = { length: months + 1 };
    this.labels = cells.map((rows) => rows.map(() => Int16Array.from(boundaries, (_, at) => at)));
    this.changed = cells.map((rows) => new Int32Array(rows.length));
    this.begun = cells.map((rows) => new Int32Array(rows.length));
  }

  labelsOf({ measure, row }: Place): Int16Array {
    return this.labels[measure]?.[row] ?? new Int16Array(0);
  }

  shows(place: Place, { from, to }: Window): boolean {
    const labels = this.labelsOf(place);
    return labels[from] === labels[to];
  }

  /** When anything of a place changed last. */
  changedAt({ measure, row }: Place): number {
    return this.changed[measure]?.[row] ?? 0;
  }

  /** When anything but a month of nobody was first shown; nought: never yet. */
  begunAt({ measure, row }: Place): number {
    return this.begun[measure]?.[row] ?? 0;
  }

  /** All boundaries between which and the given one everything is shown. */
  boundariesWith(place: Place, boundary: number): number[] {
    const labels = this.labelsOf(place).subarray(0, this.last + 1);
    return [...labels.keys()].filter((at) => labels[at] === labels[boundary]);
  }

  /** Shows what nothing can hide: a month of nobody. */
  showNought(place: Place, { from, to }: Window): void {
    const labels = this.labelsOf(place);
    const [one = 0, other = 0] = [labels[from], labels[to]];
    const [into, label] = [Math.min(one, other), Math.max(one, other)];
    for (let at = 0; at <= this.last; at++) if (labels[at] === label) labels[at] = into;
    set(this.changed, place, ++this.clock);
  }

  /** Shows a figure, and answers how to take that back. */
  show(place: Place, window: Window): () => void {
    const before = this.labelsOf(place).slice();
    const [changed, begun] = [this.changedAt(place), this.begunAt(place)];
    this.showNought(place, window);
    if (begun === 0) set(this.begun, place, this.clock);
    return () => {
      this.clock++;
      this.labelsOf(place).set(before);
      set(this.changed, place, changed);
      set(this.begun, place, begun);
    };
  }
}

function set(when: Int32Array[], { measure, row }: Place, clock: number): void {
  const ofMeasure = when[measure];
  if (ofMeasure) ofMeasure[row] = clock;
}
