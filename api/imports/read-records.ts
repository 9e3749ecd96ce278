import { wrongFieldsOf } from '../wrong-fields.ts';
import type { z } from 'zod';
import type { ImportedRow, RowFault } from '../../facts/import-rows.ts';
import { asText, type CellReader, plainCell, splitName } from './cells.ts';
import { chooseColumns, type ColumnMap, type ColumnNames, type Columns, isKnownColumn } from './columns.ts';
import { fileFault } from './file-fault.ts';
import { readTable, type TableRow } from './read-table.ts';

/** How one kind of record is read out of a file. */
export type RecordKind<Fields> = {
  columns: ColumnNames;
  /** How a cell is understood where it is not simply text. */
  cells: Readonly<Record<string, CellReader>>;
  /** A title before a full name is a field of its own. */
  keepsTitle: boolean;
  /** The same rules as for a record that is typed in. */
  schema: z.ZodType<Fields>;
  /** One of each line has to be there, or no row could be kept: the fields, and what a person calls them. */
  needs: readonly { oneOf: readonly string[]; called: string }[];
};

export type RecordRead<Fields> = ImportedRow<Fields> | { row: number; faults: RowFault[] };

export type Records<Fields> = {
  ignoredColumns: readonly string[];
  records: AsyncGenerator<RecordRead<Fields>>;
};

/** The records of a file one by one, each with its fields or with all that is wrong with it. */
export function readRecords<Fields>(
  bytes: Buffer,
  kind: RecordKind<Fields>,
  map: ColumnMap,
): Records<Fields> {
  const { header, rows } = readTable(bytes, isKnownColumn(kind.columns, map));
  if (header.length === 0) throw fileFault('The file is empty.');
  const columns = chooseColumns(header, kind.columns, map);
  refuseUseless(header, columns, kind);
  return { ignoredColumns: columns.ignored, records: recordsOf(rows, header, columns, kind) };
}

async function* recordsOf<Fields>(
  rows: AsyncIterable<TableRow>,
  header: readonly string[],
  columns: Columns,
  kind: RecordKind<Fields>,
): AsyncGenerator<RecordRead<Fields>> {
  let any = false;
  for await (const { row, cells } of rows) {
    any = true;
    yield isRagged(cells, header, columns) ? ragged(row, cells, header) : readRow(row, cells, columns, kind);
  }
  if (!any) throw fileFault('The file has a header and no rows.');
}

function refuseUseless(header: readonly string[], columns: Columns, { needs }: RecordKind<unknown>): void {
  const missing = needs.filter(({ oneOf }) => !oneOf.some((field) => columns.of.has(field)));
  if (missing.length === 0) return;
  const found = header.filter((name) => name !== '').map((name) => `"${name}"`);
  const lacks = missing.map(({ called }) => `None of the columns is ${called}`).join('. ');
  throw fileFault(
    `${lacks}. The columns found were ${found.join(', ')}. Name them with ?map=field:Column name.`,
  );
}

/** More cells than the header, or too few for a column that is read: a stray delimiter or line break has moved them. */
function isRagged(cells: readonly string[], header: readonly string[], { width }: Columns): boolean {
  return cells.length < width || cells.slice(header.length).some((cell) => cell.trim() !== '');
}

function ragged(
  row: number,
  cells: readonly string[],
  header: readonly string[],
): { row: number; faults: RowFault[] } {
  const message = `has ${cells.length} cells where the header has ${header.length}: a delimiter or a line break outside quotation marks?`;
  return { row, faults: [{ row, path: '(row)', message }] };
}

function readRow<Fields>(
  row: number,
  cells: readonly string[],
  columns: Columns,
  { cells: readers, keepsTitle, schema }: RecordKind<Fields>,
): RecordRead<Fields> {
  const faults: RowFault[] = [];
  const fields: Record<string, unknown> = {};
  for (const [field, indexes] of columns.of) {
    const text = indexes.map((index) => plainCell(cells[index])).find((cell) => cell !== '');
    if (text === undefined) continue;
    const reading = (readers[field] ?? asText)(text);
    if ('fault' in reading) faults.push({ row, path: field, message: reading.fault });
    else fields[field] = reading.value;
  }
  const named = splitFullName(fields, columns.of, keepsTitle);
  const parsed = schema.safeParse(named);
  const wrong = parsed.error ? wrongFieldsOf(parsed.error) : [];
  faults.push(...wrong.map(({ path, message }) => faultAt(row, named, path, message)));
  return parsed.success && faults.length === 0 ? { row, fields: parsed.data } : { row, faults };
}

function faultAt(row: number, fields: Record<string, unknown>, path: string, message: string): RowFault {
  return {
    row,
    path,
    message: path in fields || !message.includes('undefined') ? message : 'must not be empty',
  };
}

/** A name in one cell is taken apart only where the file has no column of first names. */
function splitFullName(
  fields: Record<string, unknown>,
  columns: ReadonlyMap<string, unknown>,
  keepsTitle: boolean,
): Record<string, unknown> {
  const { fullName, ...others } = fields;
  if (typeof fullName !== 'string' || columns.has('firstName')) return others;
  const { title, ...names } = splitName(fullName);
  return { ...names, ...(title && keepsTitle ? { title } : {}), ...others };
}
