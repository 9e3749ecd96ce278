import { z } from 'zod';

const Row = z.record(z.string(), z.unknown());
export type ReportRow = z.output<typeof Row>;

/** What every report tells, whatever else is its own. */
const Report = z.looseObject({
  definition: z.string(),
  from: z.string(),
  to: z.string(),
  n: z.number().nullable(),
  by: z.string().nullish(),
  suppressed: z.boolean(),
  stillLearning: z.boolean(),
  words: z.string().nullish(),
  missing: z.array(z.string()).default([]),
  rows: z.array(Row),
});
export type ReadReport = z.output<typeof Report>;

const SHARED: ReadonlySet<string> = new Set([...Object.keys(Report.shape), 'report', 'asOf', 'series']);

/** An answer of any report. */
export function readReport(answer: unknown): ReadReport {
  return Report.parse(answer);
}

/** What a report tells beside its rows: single figures, and further tables. */
export function ownParts(report: ReadReport): { figures: ReportRow; tables: [string, ReportRow[]][] } {
  const own = Object.entries(report).filter(([key]) => !SHARED.has(key));
  const tables = own.flatMap(([key, value]): [string, ReportRow[]][] => {
    const rows = z.array(Row).min(1).safeParse(value);
    return rows.success ? [[key, rows.data]] : [];
  });
  const known = new Set(tables.map(([key]) => key));
  return { figures: Object.fromEntries(own.filter(([key]) => !known.has(key))), tables };
}
