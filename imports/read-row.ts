import { wrongFieldsOf } from '../http/wrong-fields.ts';
import { asText, brokenCell, plainCell, splitName } from './cells.ts';
import type { Columns } from './columns.ts';
import type { DayOrder } from './days.ts';
import { DAMAGED, misread } from './encoding.ts';
import { hear, type Heard } from './heard-cells.ts';
import type { HeardColumn } from './heard-columns.ts';
import type { ImportedRow, RowFault, RowWarning } from './import-rows.ts';
import type { RecordKind } from './read-records.ts';
import type { TableRow } from './read-table.ts';
import { type KnownWords, wordKey } from './word-lists.ts';

export type HeardAt = { name: string; index: number; column: HeardColumn };

export type Reading<Fields> = {
  kind: RecordKind<Fields>;
  columns: Columns;
  order: DayOrder;
  words: KnownWords;
  heard: readonly HeardAt[];
};

/** A row with its fields, with what it has to be kept without (`faults`), or with all that is wrong with it. */
export type RowRead<Fields> = (ImportedRow<Fields> | { row: number }) & {
  faults?: RowFault[];
  warnings?: RowWarning[];
  /** Words of closed columns that nobody knows. */
  unknownWords?: { field: string; word: string }[];
};

type Cells = {
  fields: Record<string, unknown>;
  faults: RowFault[];
  unknownWords: { field: string; word: string }[];
};

/** Reads a row; a field that cannot be read and need not be there is named and left out, and the row kept. */
export function readRow<Fields>({ row, cells }: TableRow, reading: Reading<Fields>): RowRead<Fields> {
  const { kind, columns } = reading;
  const { fields, faults, unknownWords } = readCells(row, cells, reading);
  const { heard, warnings } = hearRow(row, cells, reading);
  warnings.push(...brokenLetters(row, cells, fields, columns));
  const named = splitFullName(fields, columns.of, kind.keepsTitle ?? false);
  const parsed = parse(row, named, faults, kind);
  return {
    row,
    ...('fields' in parsed ? { fields: parsed.fields } : {}),
    ...(heard ? { heard } : {}),
    ...(parsed.faults.length > 0 ? { faults: parsed.faults } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(unknownWords.length > 0 ? { unknownWords } : {}),
  };
}

function readCells<Fields>(row: number, cells: readonly string[], reading: Reading<Fields>): Cells {
  const { kind, columns } = reading;
  const read: Cells = { fields: {}, faults: [], unknownWords: [] };
  for (const [field, indexes] of columns.of) {
    const text = indexes.map((index) => plainCell(cells[index])).find((cell) => cell !== '');
    if (text === undefined) {
      if (kind.blanks && field in kind.blanks) read.fields[field] = kind.blanks[field];
      continue;
    }
    const broken = brokenCell(text);
    const cell = broken ? { fault: broken } : valueOf(field, text, reading);
    if ('value' in cell) read.fields[field] = cell.value;
    else read.faults.push({ row, path: field, message: cell.fault });
    if ('unknown' in cell) read.unknownWords.push({ field, word: text });
  }
  return read;
}

function valueOf<Fields>(
  field: string,
  text: string,
  { kind, order, words }: Reading<Fields>,
): { value: unknown } | { fault: string; unknown?: true } {
  const list = kind.words?.[field];
  if (!list) return (kind.cells[field] ?? asText)(text, order);
  const value = words.get(field)?.get(wordKey(text)) ?? list.means(text);
  if (value !== null) return { value };
  if (list.open) return { value: text };
  const fault = `"${text}" is no word that is known here: say what it means, ?map=${field}.${text}=… with one of ${list.values.join(', ')}`;
  return { fault, unknown: true };
}

/** All that the row says of how its person may be written to. */
function hearRow<Fields>(
  row: number,
  cells: readonly string[],
  { heard: columns, order }: Reading<Fields>,
): { heard: Heard | undefined; warnings: RowWarning[] } {
  const warnings: RowWarning[] = [];
  const heard: Heard = {};
  for (const { name, index, column } of columns) {
    const text = plainCell(cells[index]);
    const said = hear(column, text, order);
    if (said) Object.assign(heard, said);
    else
      warnings.push({
        row,
        path: name,
        message: `"${text}" was not understood: look whether this person may be written to`,
      });
  }
  return { heard: Object.keys(heard).length > 0 ? heard : undefined, warnings };
}

/** Letters that some program has broken: in a field that is read, or in a cell that nobody reads. */
function brokenLetters(
  row: number,
  cells: readonly string[],
  fields: Record<string, unknown>,
  { of }: Columns,
): RowWarning[] {
  const warnings = Object.entries(fields).flatMap(([path, value]) => {
    const meant = typeof value === 'string' ? misread(value) : null;
    return meant === null
      ? []
      : [
          {
            row,
            path,
            message: `"${String(value)}" was read in a wrong encoding before it came here: "${meant}"?`,
          },
        ];
  });
  if (!cells.some((cell) => cell.includes(DAMAGED))) return warnings;
  const read = new Set([...of.values()].flat());
  return cells.some((cell, index) => cell.includes(DAMAGED) && !read.has(index))
    ? [...warnings, { row, path: '(row)', message: 'has a character that was cut or damaged (�)' }]
    : warnings;
}

function parse<Fields>(
  row: number,
  named: Record<string, unknown>,
  unread: readonly RowFault[],
  { schema, dates, mayBeLeftOut = [] }: RecordKind<Fields>,
): { fields: Fields; faults: RowFault[] } | { faults: RowFault[] } {
  const parsed = schema.safeParse(named);
  const skip = unreadFields(unread, dates);
  const wrong = (parsed.error ? wrongFieldsOf(parsed.error) : [])
    .filter(({ path }) => !skip.has(path))
    .map(({ path, message }) => faultAt(row, named, path, message));
  const faults = [...unread, ...wrong];
  const without = faults.map(({ path }) => fieldOf(path));
  if (!without.every((field) => mayBeLeftOut.includes(field))) return { faults };
  if (parsed.success) return { fields: parsed.data, faults };
  const rest = Object.fromEntries(Object.entries(named).filter(([field]) => !without.includes(field)));
  const kept = schema.safeParse(rest);
  return kept.success && faults.length > 0 ? { fields: kept.data, faults } : { faults };
}

function fieldOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
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
