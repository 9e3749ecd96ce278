import { laddered } from '../rounding-ladder.ts';
import { isSmall } from '../small-numbers.ts';
import { monthAfter } from '../whole-months.ts';
import { cellsOf, totalsOf, type CellTable } from './cell-table.ts';
import { suppressedTable, type Row } from './suppressed-table.ts';

/** Counts by measure; null: hidden. */
export type ShownCounts = Record<string, number | null>;

/** The counts of one window as one reader sees them: in all, and by grouping and row. */
export type ShownTable = { total: ShownCounts; groupings: Record<string, Record<string, ShownCounts>> };

/** Every count as it is, of a table of one month (or one window in its place). */
export function wholeTable(table: CellTable): ShownTable {
  return tableBy(table, (measure, row) => countOf(table, measure, row));
}

/** Every count by the rounding ladder. */
export function ladderTable(table: CellTable): ShownTable {
  return tableBy(table, (measure, row) => laddered(countOf(table, measure, row)));
}

/** Every count that whoever reads all of them can do no harm with (§5.7). */
export function hidingTable(table: CellTable): ShownTable {
  const [month = ''] = table.months;
  const { figure } = suppressedTable(table);
  return tableBy(table, (measure, row) => figure(measure, row, { from: month, to: monthAfter(month) }));
}

/** The counts of both, of the same rows. */
export function joined(one: ShownTable, other: ShownTable): ShownTable {
  return {
    total: { ...one.total, ...other.total },
    groupings: mapValues(one.groupings, (rows, grouping) =>
      mapValues(rows, (counts, key) => ({ ...counts, ...other.groupings[grouping]?.[key] })),
    ),
  };
}

/** The same where nothing that was read before differs by one to four: such a count stays what it was (§5.7). */
export function withoutSmallSteps(before: ShownTable, fresh: ShownTable): ShownTable {
  const still = (old: ShownCounts | undefined, now: ShownCounts): ShownCounts =>
    Object.fromEntries(
      Object.entries(now).map(([measure, count]) => [measure, stepped(old?.[measure], count)]),
    );
  return {
    total: still(before.total, fresh.total),
    groupings: mapValues(fresh.groupings, (rows, grouping) =>
      mapValues(rows, (counts, key) => still(before.groupings[grouping]?.[key], counts)),
    ),
  };
}

function stepped(before: number | null | undefined, now: number | null): number | null {
  if (before === null || before === undefined || now === null) return now;
  return isSmall(Math.abs(now - before)) ? before : now;
}

function tableBy(table: CellTable, figure: (measure: string, row: Row) => number | null): ShownTable {
  const countsOf = (row: Row): ShownCounts =>
    Object.fromEntries(table.measures.map((measure) => [measure, figure(measure, row)]));
  return {
    total: countsOf('total'),
    groupings: mapValues(table.groupings, (rows, grouping) =>
      mapValues(rows, (_, key) => countsOf({ grouping, key })),
    ),
  };
}

function countOf(table: CellTable, measure: string, row: Row): number {
  const [grouping = ''] = Object.keys(table.groupings);
  const cells =
    row === 'total'
      ? totalsOf(table, grouping, measure)
      : cellsOf(table, table.groupings[row.grouping]?.[row.key], measure);
  return cells.reduce((sum, count) => sum + count, 0);
}

function mapValues<Value, Made>(
  of: Readonly<Record<string, Value>>,
  made: (value: Value, key: string) => Made,
): Record<string, Made> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, made(value, key)]));
}
