import { REPORTS, type Grouping, type ReportName } from '../../policy/reports/report-terms.ts';
import type { CellTable, Cells } from '../../policy/reports/suppression/cell-table.ts';
import type { ShownTable } from '../../policy/reports/suppression/shown-table.ts';
import type { Cell } from './cells.ts';
import { nameIn, type Family } from './families.ts';
import { withoutPerson } from './groups.ts';
import type { CountedReport, Rows } from './report.ts';

/**
 * What is kept of a family of reports of counts, over twelve whole months: as anybody reads it, by the ladder, and for
 * each practitioner their own clients whole and the others as they may read them.
 */
export type CountedSnapshot = {
  from: string;
  to: string;
  everybody: ShownTable;
  ladder: ShownTable;
  practitioners: Record<string, { own: ShownTable; others: ShownTable }>;
};

/** What is kept of any other report: twelve months without a person. */
export type WholeSnapshot = { from: string; to: string; body: Rows };

/** Sums of scores are kept in tenths: whole numbers, as all cells are. */
export const TENTHS = 10;

/** The grouping of a report that is grouped by nothing. */
const TOGETHER = 'together';

/** What the reports of a family are kept by; months are not told apart. */
export function keptBy(reports: readonly CountedReport[]): Grouping[] {
  const all = reports.flatMap(({ name, byDefault }): Grouping[] => [
    ...REPORTS[name satisfies ReportName],
    ...(byDefault ? [byDefault] : []),
  ]);
  return [...new Set(all)].filter((one) => one !== 'month');
}

/** A report of a family and its cells. */
export type Counted = { report: CountedReport; cells: readonly Cell<string>[] };

/** Cells by every grouping at once, added up to the table of one window, without a person. */
export function tableOf(family: Family, counted: readonly Counted[], window: string): CellTable {
  const reports = counted.map(({ report }) => report);
  const named = (report: CountedReport, measure: string) => nameIn(family, report.name, measure);
  const by = keptBy(reports);
  return {
    months: [window],
    measures: [...new Set(reports.flatMap((one) => peopleOf(one).map((measure) => named(one, measure))))],
    pairs: [
      ...reports.flatMap((one) =>
        one.parts.map(([k, n]): [string, string] => [named(one, k), named(one, n)]),
      ),
      ...family.parts.map(([k, n]): [string, string] => [k, n]),
    ],
    means: reports.flatMap((one) =>
      (one.means ?? []).map(({ sum, of, least, most, step }) => ({
        sum: named(one, sum),
        of: named(one, of),
        least: least * TENTHS,
        most: most * TENTHS,
        step: Math.round(step * TENTHS),
      })),
    ),
    groupings: Object.fromEntries(
      by.length === 0
        ? [[TOGETHER, rowsOf(family, counted, () => '')]]
        : by.map((one) => [one, rowsOf(family, counted, ({ of }) => keyOf(one, of[one] ?? null))]),
    ),
  };
}

/** How the value of a grouping is kept: of a person only what kind of source they are; '' stands for nobody in particular. */
function keyOf(by: Grouping, value: string | null): string {
  return by === 'source' ? withoutPerson(value ?? 'unknown:') : (value ?? '');
}

function peopleOf({ measures, notPeople = [] }: CountedReport): string[] {
  return measures.filter((measure) => !notPeople.includes(measure));
}

function rowsOf(
  family: Family,
  counted: readonly Counted[],
  valueOf: (cell: Cell<string>) => string,
): Record<string, Cells> {
  const rows: Record<string, Cells> = {};
  const seen = new Set<string>();
  for (const { report, cells } of counted) {
    const fresh = report.measures
      .map((measure) => ({ measure, name: nameIn(family, report.name, measure) }))
      .filter(({ name }) => !seen.has(name));
    for (const { measure, name } of fresh) {
      seen.add(name);
      const unit = report.means?.some(({ sum }) => sum === measure) ? TENTHS : 1;
      for (const cell of cells) {
        const row = (rows[valueOf(cell)] ??= {});
        row[name] = [(row[name]?.[0] ?? 0) + Math.round((cell.counts[measure] ?? 0) * unit)];
      }
    }
  }
  return rows;
}
