import { wrongFieldsOf } from '../http/wrong-fields.ts';
import type { z } from 'zod';
import type { ImportedRow, RowFault } from './import-rows.ts';
import { asText, type CellReader, plainCell, splitName } from './cells.ts';
import { chooseColumns, type ColumnMap, type ColumnNames, type Columns, isKnownColumn } from './columns.ts';
import { type DayOrder, orderShownBy } from './days.ts';
import { fileFault } from './file-fault.ts';
import { readTable, type TableRow } from './read-table.ts';

/** How one kind of record is read out of a file. */
export type RecordKind<Fields> = {
  entity: string;
  columns: ColumnNames;
  /** How a cell is understood where it is not simply text. */
  cells: Readonly<Record<string, CellReader>>;
  /** The fields whose dates show in which order the file writes day and month. */
  dates: readonly string[];
  /** The meaning of an empty cell, where it has one. */
  blanks?: Readonly<Record<string, unknown>>;
  /** A title before a full name is a field of its own. */
  keepsTitle?: boolean;
  /** The same validation as for a single record. */
  schema: z.ZodType<Fields>;
  /** Of each line one field has to be present: the fields, and their name for people. */
  needs: readonly { oneOf: readonly string[]; called: string }[];
};

export type RecordRead<Fields> = ImportedRow<Fields> | { row: number; faults: RowFault[] };

export type Records<Fields> = {
  ignoredColumns: readonly string[];
  records: AsyncGenerator<RecordRead<Fields>>;
};

type Reading<Fields> = { kind: RecordKind<Fields>; columns: Columns; order: DayOrder };

/** Dates in figures show their order soon: the 13th of a month comes every month. */
const ROWS_SAMPLED = 20_000;

/** The records of a file one by one, each with its fields or with all that is wrong with it. */
export function readRecords<Fields>(
  bytes: Buffer,
  kind: RecordKind<Fields>,
  { map, usualOrder }: { map: ColumnMap; usualOrder: DayOrder },
): Records<Fields> {
  const table = () => readTable(bytes, isKnownColumn(kind.columns, map));
  const { header } = table();
  if (header.length === 0) throw fileFault('The file is empty.');
  const columns = chooseColumns(header, kind.columns, map);
  refuseUseless(header, columns, kind);
  async function* records(): AsyncGenerator<RecordRead<Fields>> {
    const order = (await orderOf(table().rows, columns, kind)) ?? usualOrder;
    yield* recordsOf(table().rows, header, { kind, columns, order });
  }
  return { ignoredColumns: columns.ignored, records: records() };
}

/** The order that some date of the file shows; null where none does. */
async function orderOf(
  rows: AsyncIterable<TableRow>,
  columns: Columns,
  { dates }: RecordKind<unknown>,
): Promise<DayOrder | null> {
  const indexes = dates.flatMap((field) => columns.of.get(field) ?? []);
  if (indexes.length === 0) return null;
  for await (const { row, cells } of rows) {
    const shown = indexes.flatMap((index) => orderShownBy(plainCell(cells[index])) ?? []);
    if (shown[0]) return shown[0];
    if (row > ROWS_SAMPLED) return null;
  }
  return null;
}

async function* recordsOf<Fields>(
  rows: AsyncIterable<TableRow>,
  header: readonly string[],
  reading: Reading<Fields>,
): AsyncGenerator<RecordRead<Fields>> {
  let any = false;
  for await (const { row, cells } of rows) {
    any = true;
    yield isRagged(cells, header, reading.columns)
      ? ragged(row, cells, header)
      : readRow(row, cells, reading);
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
  { kind, columns, order }: Reading<Fields>,
): RecordRead<Fields> {
  const faults: RowFault[] = [];
  const fields: Record<string, unknown> = {};
  for (const [field, indexes] of columns.of) {
    const text = indexes.map((index) => plainCell(cells[index])).find((cell) => cell !== '');
    if (text === undefined) {
      if (kind.blanks && field in kind.blanks) fields[field] = kind.blanks[field];
      continue;
    }
    const reading = (kind.cells[field] ?? asText)(text, order);
    if ('fault' in reading) faults.push({ row, path: field, message: reading.fault });
    else fields[field] = reading.value;
  }
  const named = splitFullName(fields, columns.of, kind.keepsTitle ?? false);
  const parsed = kind.schema.safeParse(named);
  const wrong = parsed.error ? wrongFieldsOf(parsed.error) : [];
  const unread = unreadFields(faults, kind.dates);
  faults.push(
    ...wrong
      .filter(({ path }) => !unread.has(path))
      .map(({ path, message }) => faultAt(row, named, path, message)),
  );
  return parsed.success && faults.length === 0 ? { row, fields: parsed.data } : { row, faults };
}

/** Fields with a fault already; a time may be spread over several cells. */
function unreadFields(faults: readonly RowFault[], dates: readonly string[]): Set<string> {
  const unread = faults.map(({ path }) => path);
  return new Set([...unread, ...(unread.some((path) => dates.includes(path)) ? dates : [])]);
}

function faultAt(row: number, fields: Record<string, unknown>, path: string, message: string): RowFault {
  return {
    row,
    path,
    message: path in fields || !message.includes('undefined') ? message : 'must not be empty',
  };
}

/** A full name is split only where the file has no column of first names. */
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
