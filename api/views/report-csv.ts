import { HIDDEN } from '../../policy/reports/hidden.ts';
import { csvOf } from './csv.ts';

/** The rows of a report as this reader sees them: nested names with a dot, the word `hidden` for every withheld cell. */
export function reportCsv(rows: readonly object[]): string {
  const flat = rows.map((row) => Object.fromEntries(cellsOf('', row)));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  return csvOf(flat, columns, true);
}

function cellsOf(name: string, value: unknown): [string, string | number | null][] {
  if (value === HIDDEN) return [[name, 'hidden']];
  if (value === null || value === undefined) return [[name, null]];
  if (Array.isArray(value)) return [[name, value.map(String).join(' ')]];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, one]) => cellsOf(name === '' ? key : `${name}.${key}`, one));
  return [[name, typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)]];
}
