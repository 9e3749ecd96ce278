import type { CellTable } from '../../../policy/reports/suppression/cell-table.ts';
import type { Row } from '../../../policy/reports/suppression/suppressed-table.ts';

/** What a reader sees of a measure and a row from one boundary to another; null: hidden. */
export type Read = (measure: string, row: Row, window: [from: number, to: number]) => number | null;
export type Figure = {
  measure: string;
  row: Row;
  window: [from: number, to: number];
  missingTo: string | null;
};

type Spot = { row: Row; cells: Record<string, number[]> };

export function figuresOf(table: CellTable): Omit<Figure, 'missingTo'>[] {
  return windowsOf(table).flatMap((window) =>
    spotsOf(table).flatMap(({ row }) => table.measures.map((measure) => ({ measure, row, window }))),
  );
}

/** Every small number that must not be found out: what is hidden of one to four, and so many who are missing in a pair. */
function secretsIn(table: CellTable, read: Read): Figure[] {
  return windowsOf(table).flatMap((window) =>
    spotsOf(table).flatMap(({ row, cells }) => [
      ...table.measures
        .filter((measure) => read(measure, row, window) === null && isSecret(table, cells, measure, window))
        .map((measure) => ({ measure, row, window, missingTo: null })),
      ...table.pairs
        .filter(([k, n]) => isSmall(sum(cells[n], window) - sum(cells[k], window)))
        .map(([k, n]) => ({ measure: k, row, window, missingTo: n })),
    ]),
  );
}

/**
 * The small figures that are a linear combination of what is read and of totals being sums of their rows: by elimination
 * modulo a prime below 2^26, so that products are exact.
 */
export function workedOutByAlgebra(table: CellTable, read: Read): Figure[] {
  const PRIME = 67_108_859;
  const spots = spotsOf(table);
  const size = table.measures.length * spots.length * table.months.length;
  const at = (measure: string, spot: number, month: number) =>
    (table.measures.indexOf(measure) * spots.length + spot) * table.months.length + month;
  const basis = new Map<number, Float64Array>();
  const power = (base: number, exponent: number): number => {
    if (exponent === 0) return 1;
    const half = power((base * base) % PRIME, Math.floor(exponent / 2));
    return exponent % 2 === 1 ? (half * base) % PRIME : half;
  };
  const reduced = (terms: Iterable<[number, number]>) => {
    const row = new Float64Array(size);
    for (const [index, times] of terms) row[index] = ((row[index] ?? 0) + times + PRIME) % PRIME;
    for (let pivot = 0; pivot < size; pivot++) {
      const factor = row[pivot] ?? 0;
      const by = basis.get(pivot);
      if (factor === 0 || !by) continue;
      for (let index = pivot; index < size; index++) {
        row[index] = ((row[index] ?? 0) + (PRIME - factor) * (by[index] ?? 0)) % PRIME;
      }
    }
    return row;
  };
  const learn = (terms: Iterable<[number, number]>) => {
    const row = reduced(terms);
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) return;
    const inverse = power(row[pivot] ?? 1, PRIME - 2);
    basis.set(
      pivot,
      row.map((value) => (value * inverse) % PRIME),
    );
  };
  const window = (measure: string, spot: number, [from, to]: [number, number], times = 1) =>
    Array.from({ length: to - from }, (_, index): [number, number] => [
      at(measure, spot, from + index),
      times,
    ]);
  for (const measure of table.measures) {
    for (const grouping of Object.keys(table.groupings)) {
      for (const month of table.months.keys()) {
        const rows = spots.flatMap(({ row }, spot): [number, number][] =>
          row !== 'total' && row.grouping === grouping ? [[at(measure, spot, month), 1]] : [],
        );
        learn([...rows, [at(measure, 0, month), -1]]);
      }
    }
    for (const [spot, { row }] of spots.entries()) {
      for (const between of windowsOf(table)) {
        if (read(measure, row, between) !== null) learn(window(measure, spot, between));
      }
    }
  }
  return secretsIn(table, read).filter(({ measure, row, window: between, missingTo }) => {
    const spot = spots.findIndex((one) => same(one.row, row));
    const terms = window(measure, spot, between, missingTo === null ? 1 : -1);
    const whole = missingTo === null ? [] : window(missingTo, spot, between);
    return reduced([...terms, ...whole]).every((value) => value === 0);
  });
}

/**
 * The small numbers of a table of two months that have one possible value: everything that is read is known, nought is
 * shown as such and so nothing hidden is nought, k ≤ n, a sum lies between its least and most, and rows add up. All tables are tried that differ by one at most in
 * each cell.
 */
export function workedOutByTrying(table: CellTable, read: Read): Figure[] {
  const spots = spotsOf(table);
  const [one, two] = [0, 1].map((month) => optionsOf(table, spots, read, month));
  const whole = table.measures.flatMap((measure, place) =>
    spots.flatMap(({ row }, spot) =>
      read(measure, row, [0, 2]) === null ? [] : [place * spots.length + spot],
    ),
  );
  const grouped = (options: number[][], sign: 1 | -1) =>
    Map.groupBy(options, (option) => whole.map((index) => sign * (option[index] ?? 0) + 0).join());
  const [firsts, seconds] = [grouped(one ?? [], 1), grouped(two ?? [], -1)];
  const place = (measure: string, row: Row) =>
    table.measures.indexOf(measure) * spots.length + spots.findIndex((spot) => same(spot.row, row));
  const hidden = secretsIn(table, read).map((figure) => ({
    figure,
    plus: place(figure.missingTo ?? figure.measure, figure.row),
    minus: figure.missingTo === null ? null : place(figure.measure, figure.row),
  }));
  const open = new Set<Figure>();
  for (const [key, first] of firsts) {
    const second = seconds.get(key);
    if (!second) continue;
    for (const { figure, plus, minus } of hidden) {
      if (open.has(figure)) continue;
      const changes = (options: number[][]) =>
        new Set(options.map((option) => (option[plus] ?? 0) - (minus === null ? 0 : (option[minus] ?? 0))));
      const [from, to] = figure.window;
      const early = from === 0 ? changes(first) : new Set([0]);
      const late = to === 2 ? changes(second) : new Set([0]);
      if ([...early].some((change) => [...late].some((other) => change + other !== 0))) open.add(figure);
    }
  }
  return hidden.flatMap(({ figure }) => (open.has(figure) ? [] : [figure]));
}

/** By measure and row, what may be added to a month's cells. */
function optionsOf(table: CellTable, spots: Spot[], read: Read, month: number): number[][] {
  const found: number[][] = [];
  const steps: number[] = [];
  const size = table.measures.length * spots.length;
  const count = (measure: string, spot: number) => spots[spot]?.cells[measure]?.[month] ?? 0;
  const isRead = table.measures.map((measure) =>
    spots.map(({ row }) => read(measure, row, [month, month + 1]) !== null),
  );
  const isPossible = (measure: string, spot: number, step: number): boolean => {
    if (isRead[table.measures.indexOf(measure)]?.[spot]) return step === 0;
    const after = count(measure, spot) + step;
    const n = table.pairs.find(([k]) => k === measure)?.[1];
    const whole =
      n === undefined
        ? Infinity
        : count(n, spot) + (steps[table.measures.indexOf(n) * spots.length + spot] ?? 0);
    const mean = table.means.find(({ sum: added }) => added === measure);
    if (!mean) return after >= 1 && after <= whole;
    const people = count(mean.of, spot) + (steps[table.measures.indexOf(mean.of) * spots.length + spot] ?? 0);
    return mean.least * people <= after && after <= mean.most * people;
  };
  const addsUp = (measure: number) =>
    Object.keys(table.groupings).every((grouping) => {
      const own = spots.flatMap(({ row }, spot) =>
        row !== 'total' && row.grouping === grouping ? [steps[measure * spots.length + spot] ?? 0] : [],
      );
      return own.reduce((total, step) => total + step, 0) === steps[measure * spots.length];
    });
  const go = (index: number) => {
    const [measure, spot] = [Math.floor(index / spots.length), index % spots.length];
    if (spot === 0 && index > 0 && !addsUp(measure - 1)) return;
    if (index === size) {
      found.push([...steps]);
      return;
    }
    for (const step of [0, 1, -1]) {
      if (!isPossible(table.measures[measure] ?? '', spot, step)) continue;
      steps[index] = step;
      go(index + 1);
    }
  };
  go(0);
  return found;
}

/** A count of one to four; of a sum, that of fewer than ten. */
function isSecret(
  table: CellTable,
  cells: Spot['cells'],
  measure: string,
  window: [number, number],
): boolean {
  const people = table.means.find(({ sum: added }) => added === measure)?.of;
  if (people === undefined) return isSmall(sum(cells[measure], window));
  const count = sum(cells[people], window);
  return count > 0 && count < 10;
}

/** The total first, then the rows. */
function spotsOf(table: CellTable): Spot[] {
  const rows = Object.entries(table.groupings).flatMap(([grouping, byKey]) =>
    Object.entries(byKey).map(([key, cells]): Spot => ({ row: { grouping, key }, cells })),
  );
  const [first] = Object.values(table.groupings);
  const total = (measure: string) =>
    table.months.map((_, month) =>
      Object.values(first ?? {}).reduce((all, cells) => all + (cells[measure]?.[month] ?? 0), 0),
    );
  const cells = Object.fromEntries(table.measures.map((measure) => [measure, total(measure)]));
  return [{ row: 'total', cells }, ...rows];
}

function windowsOf({ months }: CellTable): [from: number, to: number][] {
  return [...months.keys()].flatMap((from) =>
    [...months.keys()].slice(from).map((last): [number, number] => [from, last + 1]),
  );
}

export function countIn(
  table: CellTable,
  measure: string,
  row: Row,
  window: [from: number, to: number],
): number {
  return sum(spotsOf(table).find((spot) => same(spot.row, row))?.cells[measure], window);
}

export function isSmall(count: number): boolean {
  return count > 0 && count < 5;
}

function sum(cells: readonly number[] | undefined, [from, to]: [number, number]): number {
  return (cells ?? []).slice(from, to).reduce((total, cell) => total + cell, 0);
}

function same(one: Row, other: Row): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
