import * as fc from 'fast-check';
import type { CellTable } from '../../../policy/reports/suppression/cell-table.ts';
import {
  suppressedTable,
  type SuppressedTable,
} from '../../../policy/reports/suppression/suppressed-table.ts';
import type { Read } from './attackers.ts';

export type Size = { months: number; practitioners: number; kinds: number; most: number };

/** Of every month, practitioner and kind of source, who asked and who of them came; and of that the first's own. */
export function cellTables(size: Size): fc.Arbitrary<{ table: CellTable; own: CellTable['groupings'] }> {
  const person = fc
    .nat({ max: size.most })
    .chain((asked) => fc.tuple(fc.nat({ max: asked }), fc.constant(asked)));
  const length = size.months * size.practitioners * size.kinds;
  return fc.array(person, { minLength: length, maxLength: length }).map((people) => {
    const own = people.map((one, index) =>
      Math.floor(index / size.months) % size.practitioners === 0 ? one : ([0, 0] as const),
    );
    return { table: tableOf(size, people), own: tableOf(size, own).groupings };
  });
}

export function tableOf(
  { months, practitioners, kinds }: Omit<Size, 'most'>,
  people: readonly (readonly [came: number, asked: number])[],
): CellTable {
  const groupings: CellTable['groupings'] = { kind: {}, practitioner: {} };
  const add = (grouping: string, key: string, month: number, [came, asked]: readonly [number, number]) => {
    const rows = groupings[grouping] ?? {};
    const cells = (rows[key] ??= { asked: noughts(months), came: noughts(months), scores: noughts(months) });
    for (const [measure, count] of Object.entries({ asked, came, scores: came * (1 + (asked % 5)) })) {
      const counts = cells[measure] ?? [];
      counts[month] = (counts[month] ?? 0) + count;
    }
  };
  people.forEach((person, index) => {
    const month = index % months;
    const pair = Math.floor(index / months);
    add('practitioner', `p${pair % practitioners}`, month, person);
    add('kind', `k${Math.floor(pair / practitioners) % kinds}`, month, person);
  });
  return {
    months: monthsFrom('2025-01', months),
    measures: ['asked', 'came'],
    pairs: [['came', 'asked']],
    means: [],
    groupings,
  };
}

/** Instead of who asked, what those who came said, from one to five. */
export function withScores(table: CellTable): CellTable {
  const means = [{ sum: 'scores', of: 'came', least: 1, most: 5 }];
  return { ...table, measures: ['came', 'scores'], pairs: [], means };
}

export function monthsFrom(first: string, count: number): string[] {
  const start = Temporal.PlainYearMonth.from(first);
  return Array.from({ length: count }, (_, months) => start.add({ months }).toString());
}

/** A table, and how many of its months were there when anything was first read. */
type Frozen = { table: CellTable; firstMonths: number };

export function frozen(table: CellTable): Frozen {
  return { table, firstMonths: table.months.length };
}

/** Reads by boundaries instead of months. */
export function readerOf({ table, firstMonths }: Frozen, known: CellTable['groupings'] | null = null): Read {
  return reading(table, suppressedTable(table, { firstMonths, known }));
}

function reading({ months }: CellTable, { figure }: SuppressedTable): Read {
  const boundaries = monthsFrom(months[0] ?? '2025-01', months.length + 1);
  return (measure, row, [from, to]) =>
    figure(measure, row, { from: boundaries[from] ?? '', to: boundaries[to] ?? '' });
}

function noughts(months: number): number[] {
  return Array.from({ length: months }, () => 0);
}
