import type { z } from 'zod';
import type { RowFault, RowWarning } from './import-rows.ts';
import { type CellReader, plainCell } from './cells.ts';
import { chooseColumns, type ColumnNames, type Columns, type FileMap, isKnownColumn } from './columns.ts';
import { type DayOrder, orderShownBy } from './days.ts';
import type { Encoding } from './encoding.ts';
import { fileFault } from './file-fault.ts';
import { heardColumn, speaksOfContact } from './heard-columns.ts';
import { type KnownWord, mappedWords, withMapped } from './mapped-words.ts';
import { type HeardAt, readRow, type Reading, type RowRead } from './read-row.ts';
import { readTable, type TableRow } from './read-table.ts';
import type { KnownWords, WordList } from './word-lists.ts';

/** How one kind of record is read out of a file. */
export type RecordKind<Fields> = {
  entity: string;
  columns: ColumnNames;
  /** How a cell is understood where it is not simply text. */
  cells: Readonly<Record<string, CellReader>>;
  /** The fields of closed words, each of which a practice may call otherwise. */
  words?: Readonly<Record<string, WordList>>;
  /** A row is kept without these where they cannot be read. */
  mayBeLeftOut?: readonly string[];
  /** Its people may say that they are not to be written to: columns that say so are heard. */
  hears?: true;
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

export type RecordRead<Fields> = RowRead<Fields>;

export type Records<Fields> = {
  encoding: Encoding;
  ignoredColumns: readonly string[];
  warnings: readonly RowWarning[];
  /** What the map says that words mean, to be remembered. */
  mapped: readonly KnownWord[];
  records: AsyncGenerator<RecordRead<Fields>>;
};

/** `known`: what this practice's words mean in this kind of file. */
type Asked = { map: FileMap; usualOrder: DayOrder; known?: KnownWords };

/** Dates in figures show their order soon: the 13th of a month comes every month. */
const ROWS_SAMPLED = 20_000;

/** The records of a file one by one, each with its fields or with all that is wrong with it. */
export function readRecords<Fields>(
  bytes: Buffer,
  kind: RecordKind<Fields>,
  { map, usualOrder, known = new Map() }: Asked,
): Records<Fields> {
  const table = () => readTable(bytes, isKnownColumn(kind.columns, map.columns));
  const { header, encoding } = table();
  if (header.length === 0) throw fileFault('The file is empty.');
  const chosen = chooseColumns(header, kind.columns, map.columns);
  refuseUseless(header, chosen, kind);
  const heard = kind.hears ? heardAmong(chosen) : [];
  const columns = { ...chosen, width: Math.max(chosen.width, ...heard.map(({ index }) => index + 1)) };
  const mapped = mappedWords(header, columns, kind.words ?? {}, map.words);
  const words = withMapped(known, mapped);
  const ignored = chosen.unread.filter(({ index }) => !heard.some((one) => one.index === index));
  async function* records(): AsyncGenerator<RecordRead<Fields>> {
    const order = (await orderOf(table().rows, columns, kind)) ?? usualOrder;
    yield* recordsOf(table().rows, header, { kind, columns, order, words, heard });
  }
  return {
    encoding,
    ignoredColumns: ignored.map(({ name }) => name),
    warnings: kind.hears ? unheardColumns(ignored) : [],
    mapped,
    records: records(),
  };
}

function heardAmong({ unread }: Columns): HeardAt[] {
  return unread.flatMap(({ name, index }) => {
    const column = heardColumn(name);
    return column ? [{ name, index, column }] : [];
  });
}

/** Columns that may say that somebody is not to be written to, and that nobody here understands. */
function unheardColumns(ignored: readonly { name: string }[]): RowWarning[] {
  return ignored
    .filter(({ name }) => speaksOfContact(name))
    .map(({ name }) => ({
      row: 1,
      path: name,
      message: `"${name}" was not read, and its name speaks of consent, contact or death: look whether it says that somebody is not to be written to, and set a hold or record it where it does`,
    }));
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
      : readRow({ row, cells }, reading);
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
