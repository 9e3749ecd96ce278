import { chooseColumns, isKnownColumn, readFileMap } from './columns.ts';
import { fileFault } from './file-fault.ts';
import { heardColumn } from './heard-columns.ts';
import type { RecordKind } from './read-records.ts';
import { readTable } from './read-table.ts';

/** A column of a file: the field that it feeds, or whether it is heeded all the same; with neither it is left unread. */
type ColumnRead = { name: string; field: string | null; isHeeded: boolean };

export type ColumnsRead = {
  columns: ColumnRead[];
  /** Cells of the first rows. */
  sample: string[][];
  rows: number;
  /** All fields that a column can feed. */
  fields: string[];
};

const SAMPLED = 5;

/** The columns of a file and its first rows, also where something is missing that an import needs. */
export async function readColumns(
  { bytes, map }: { bytes: Buffer; map: readonly string[] },
  kind: Pick<RecordKind<unknown>, 'columns' | 'hears'>,
): Promise<ColumnsRead> {
  const { columns: mapped } = readFileMap(map);
  const { header, rows } = readTable(bytes, isKnownColumn(kind.columns, mapped));
  if (header.length === 0) throw fileFault('The file is empty.');
  const chosen = chooseColumns(header, kind.columns, mapped);
  const fieldAt = (index: number) =>
    [...chosen.of].find(([, indexes]) => indexes.includes(index))?.[0] ?? null;
  const columns = header.map((name, index) => ({
    name,
    field: fieldAt(index),
    isHeeded: kind.hears === true && heardColumn(name) !== null,
  }));
  const sample: string[][] = [];
  let count = 0;
  for await (const { cells } of rows) {
    count += 1;
    if (sample.length < SAMPLED) sample.push(header.map((_, index) => cells[index] ?? ''));
  }
  return { columns, sample, rows: count, fields: Object.keys(kind.columns.names) };
}
