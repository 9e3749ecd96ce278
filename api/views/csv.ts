import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | Date | null | undefined | readonly string[];
export type Cells = Readonly<Record<string, Cell>>;

/** The cells of a row that bear the name of its own fields. */
export function fieldsOf<Name extends string>(
  row: { readonly [Field in Name]?: Cell },
  names: readonly Name[],
): Cells {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** Whatever ends a line for some program that reads the file. */
const LINE_BREAKS = /[\r\n\v\f\u0085\u2028\u2029]+/g;

/**
 * Records as CSV in UTF-8: one line a record, times as RFC 3339, yes and no, lists by semicolons. A text that a
 * spreadsheet would take for a formula has an apostrophe in front (`plainCell` of imports/cells.ts takes it off again).
 */
export function csvOf(rows: readonly Cells[], columns: readonly string[], header: boolean): string {
  const flat = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)])),
  );
  return stringify(flat, { header, columns: [...columns], escape_formulas: true });
}

function plain(cell: Cell): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (cell instanceof Date) return cell.toISOString();
  return (typeof cell === 'string' ? cell : cell.join('; ')).replace(LINE_BREAKS, ' ');
}
