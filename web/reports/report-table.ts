import type { Markup } from '../../http/markup.ts';
import { table } from '../parts/table.ts';
import { cellOf, columnWords, figuresOf, type Look } from './cells.ts';
import type { ReportRow } from './read-report.ts';

/** Rows of a report as a table: a column for each figure that any of them has, in the order in which they come. */
export function reportTable(caption: string, rows: readonly ReportRow[], look: Look): Markup {
  const lines = rows.map((row) => new Map(figuresOf(row).map((figure) => [figure.key, figure])));
  const keys = [...new Set(lines.flatMap((line) => [...line.keys()]))].filter((key) =>
    lines.some((line) => isSomething(line.get(key)?.value)),
  );
  const isNumber = (key: string) => lines.some((line) => typeof line.get(key)?.value === 'number');
  return table({
    caption,
    columns: keys.map((key, index) => ({
      head: columnWords(key, look.words),
      isNumber: index > 0 && isNumber(key),
    })),
    rows: lines.map((line) => keys.map((key) => cellOf({ key, value: line.get(key)?.value }, look))),
  });
}

/** A column in which nothing stands is left out. */
function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}
