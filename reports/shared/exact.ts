import { periodBefore } from '../../policy/reports/report-period.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { groupsOf } from './groups.ts';
import { countsOf, type Cell } from './cells.ts';
import type { AlsoSaid, CountedReport, Counts, Question, Rows, Shown } from './report.ts';

const LAST = '\u{10FFFF}';

/** A report of counts in full, for who sees all figures; rows in the order of what they are grouped by. */
export async function exactly<Measure extends string, Also, Body extends Rows>(
  question: Question,
  report: CountedReport<Measure, Also, Body>,
  by: Grouping | null,
  stillLearning: boolean,
): Promise<Body> {
  const { cells: found, also } = await everything(question, report, by);
  const cells = inOrder([...found, ...withoutCounts(report, { found, also, by })], by);
  const before = await countsBefore(question, report, by);
  const values = cells.map((cell) => valueOf(cell, by));
  const groups = await groupsOf(question.tx, by, values, true);
  const shown: Shown<Measure, Also> = {
    rows: cells.map((cell) => {
      const value = valueOf(cell, by);
      return {
        group: groups.get(value) ?? {},
        counts: countsOf(report, [cell]),
        before: before && (before.get(value) ?? countsOf(report, [])),
        also: also?.of.get(value) ?? null,
      };
    }),
    total: countsOf(report, cells),
    also: also?.all ?? null,
    by,
    stillLearning,
  };
  return report.shape(shown, question);
}

async function everything<Measure extends string, Also, Body extends Rows>(
  question: Question,
  report: CountedReport<Measure, Also, Body>,
  by: Grouping | null,
): Promise<{ cells: Cell<Measure>[]; also?: AlsoSaid<Also> | undefined }> {
  if (report.together) return report.together(question, by);
  const cells = await report.cells(question, by === null ? [] : [by]);
  return { cells, also: await report.also?.(question, by) };
}

/** Groups of which there is something to say and nothing to count. */
function withoutCounts<Measure extends string, Also, Body extends Rows>(
  report: CountedReport<Measure, Also, Body>,
  known: { found: readonly Cell<Measure>[]; also?: AlsoSaid<Also> | undefined; by: Grouping | null },
): Cell<Measure>[] {
  const { found, also, by } = known;
  if (by === null) return [];
  const counted = new Set(found.map((cell) => valueOf(cell, by)));
  const others = [...(also?.of.keys() ?? [])].filter((value) => !counted.has(value));
  return others.map((value) => ({ of: { [by]: value }, counts: countsOf(report, []) }));
}

/** By the value of the group; null where the report compares with nothing. */
async function countsBefore<Measure extends string, Also, Body extends Rows>(
  question: Question,
  report: CountedReport<Measure, Also, Body>,
  by: Grouping | null,
): Promise<Map<string | null, Counts<Measure>> | null> {
  if (!report.comparesBefore) return null;
  const earlier = { ...question, period: periodBefore(question.period) };
  const cells = await report.cells(earlier, by === null ? [] : [by]);
  return new Map(cells.map((cell) => [valueOf(cell, by), countsOf(report, [cell])]));
}

/** The same order at every reading; what is known of nobody comes last. */
function inOrder<Measure extends string>(cells: Cell<Measure>[], by: Grouping | null): Cell<Measure>[] {
  const key = (cell: Cell<Measure>): string => valueOf(cell, by) ?? LAST;
  return cells.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function valueOf<Measure extends string>(cell: Cell<Measure>, by: Grouping | null): string | null {
  return by === null ? null : (cell.of[by] ?? null);
}
