import type { Tx } from '../facts/transaction.ts';
import {
  auditImport,
  type FileImporter,
  type ImportedRow,
  type SaveBatch,
  rehearse,
  type RowFault,
} from './import-rows.ts';
import { readColumnMap } from './columns.ts';
import type { DayOrder } from './days.ts';
import { type RecordKind, type RecordRead, readRecords } from './read-records.ts';

const BATCH = 500;
const FAULTS_LISTED = 1_000;

/** `locale` is the practice's own: how it writes dates where the file does not show it. */
export type ImportAsked = { bytes: Buffer; dryRun: boolean; map: readonly string[]; locale: string };

export type ImportResult = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  errors: RowFault[];
  ignoredColumns: string[];
  dryRun: boolean;
};

/** Reads a whole file into the practice, a few hundred rows at a time; rows that are wrong are named and left out. */
export async function importFile<Fields>(
  tx: Tx,
  { bytes, dryRun, map, locale }: ImportAsked,
  kind: RecordKind<Fields>,
  startImport: (tx: Tx) => Promise<FileImporter<Fields>>,
): Promise<ImportResult> {
  const asked = { map: readColumnMap(map), usualOrder: usualOrder(locale) };
  const { ignoredColumns, records } = readRecords(bytes, kind, asked);
  return rehearse(tx, dryRun, async (inner) => {
    const result: ImportResult = {
      rows: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      failed: 0,
      errors: [],
      ignoredColumns: [...ignoredColumns],
      dryRun,
    };
    const importer = await startImport(inner);
    for await (const batch of inBatches(records)) await saveBatch(batch, importer.saveBatch, result);
    await importer.finish?.();
    const { rows, created, updated, unchanged, failed } = result;
    auditImport(inner, kind.entity, { rows, created, updated, unchanged, failed });
    return result;
  });
}

/** Americans alone write the month first. */
function usualOrder(locale: string): DayOrder {
  return new Intl.Locale(locale).region === 'US' ? 'month first' : 'day first';
}

async function saveBatch<Fields>(
  batch: readonly RecordRead<Fields>[],
  save: SaveBatch<Fields>,
  result: ImportResult,
): Promise<void> {
  const good: ImportedRow<Fields>[] = [];
  const faults: RowFault[] = [];
  for (const record of batch) {
    if ('fields' in record) good.push(record);
    else faults.push(...record.faults);
  }
  const outcome = await save(good);
  faults.push(...outcome.faults);
  result.rows += batch.length;
  result.created += outcome.created;
  result.updated += outcome.updated;
  result.unchanged += outcome.unchanged;
  result.failed += new Set(faults.map(({ row }) => row)).size;
  const inOrder = faults.toSorted((one, other) => one.row - other.row);
  result.errors.push(...inOrder.slice(0, FAULTS_LISTED - result.errors.length));
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
