import type { Grouping } from '../../policy/reports/report-terms.ts';

/** One group of people or e-mails, by the groupings that were asked for, and how many of them. */
export type Cell<Measure extends string> = {
  of: { [By in Grouping]?: string | null };
  counts: Record<Measure, number>;
};

/** A row as the statement of a report answers it: what it was grouped by, and counts. */
export type CellRow = Readonly<Record<string, string | number | null>>;

/** Rows of such a statement as cells. */
export function cellsIn<Measure extends string>(
  rows: readonly CellRow[],
  by: readonly Grouping[],
  measures: readonly Measure[],
): Cell<Measure>[] {
  return rows.map((row) => ({
    of: Object.fromEntries(by.map((one) => [one, row[one] === null ? null : String(row[one])])),
    counts: each(measures, (measure) => Number(row[measure])),
  }));
}

/** Every measure added up. */
export function countsOf<Measure extends string>(
  { measures }: { measures: readonly Measure[] },
  cells: readonly Cell<Measure>[],
): Record<Measure, number> {
  return each(measures, (measure) => cells.reduce((sum, { counts }) => sum + counts[measure], 0));
}

function each<Measure extends string>(
  measures: readonly Measure[],
  count: (measure: Measure) => number,
): Record<Measure, number> {
  const entries = measures.map((measure) => [measure, count(measure)]);
  return Object.fromEntries(entries) as Record<Measure, number>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- one entry a measure
}
