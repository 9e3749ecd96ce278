import type { Tx } from '../facts/transaction.ts';
import {
  auditImport,
  type FileImporter,
  type ImportedRow,
  type SaveBatch,
  rehearse,
  type PossibleDuplicate,
  type RowFault,
  type RowWarning,
} from './import-rows.ts';
import { readFileMap } from './columns.ts';
import type { DayOrder } from './days.ts';
import type { Encoding } from './encoding.ts';
import { HEARD, type Heard } from './heard-cells.ts';
import { type RecordKind, type RecordRead, readRecords } from './read-records.ts';
import { knownWords, rememberWords } from './remembered-words.ts';
import { type UnknownWord, UnknownWords } from './unknown-words.ts';

const BATCH = 500;
const LISTED = 1_000;

/** `locale` is the practice's own: how it writes dates where the file does not show it. */
export type ImportAsked = { bytes: Buffer; dryRun: boolean; map: readonly string[]; locale: string };

export type ImportResult = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  /** Of the failed: rows that name somebody who was erased. */
  erased: number;
  incomplete: number;
  errors: RowFault[];
  warnings: RowWarning[];
  possibleDuplicates: PossibleDuplicate[];
  heard: Record<(typeof HEARD)[number], number>;
  unknownWords: UnknownWord[];
  ignoredColumns: string[];
  encoding: Encoding;
  dryRun: boolean;
};

/**
 * Reads a whole file into the practice, a few hundred rows at a time. Rows that are wrong are named and left out, or
 * kept without the one field that is wrong. What the map says of words is remembered.
 */
export async function importFile<Fields>(
  tx: Tx,
  { bytes, dryRun, map, locale }: ImportAsked,
  kind: RecordKind<Fields>,
  startImport: (tx: Tx) => Promise<FileImporter<Fields>>,
): Promise<ImportResult> {
  const known = kind.words ? await knownWords(tx, kind.entity) : new Map();
  const asked = { map: readFileMap(map), usualOrder: usualOrder(locale), known };
  const { records, mapped, encoding, ignoredColumns, warnings } = readRecords(bytes, kind, asked);
  return rehearse(tx, dryRun, async (inner) => {
    await rememberWords(inner, kind.entity, mapped);
    const result = nothingYet({ encoding, dryRun, ignoredColumns, warnings });
    const unknown = new UnknownWords();
    const importer = await startImport(inner);
    for await (const batch of inBatches(records)) {
      for (const { unknownWords = [] } of batch) unknown.add(unknownWords);
      await saveBatch(batch, importer.saveBatch, result);
    }
    await importer.finish?.();
    result.unknownWords = unknown.mostFrequent();
    const { rows, created, updated, unchanged, failed, heard } = result;
    auditImport(inner, kind.entity, {
      rows,
      created,
      updated,
      unchanged,
      failed,
      ...(kind.hears ? heard : {}),
    });
    return result;
  });
}

type Known = {
  encoding: Encoding;
  dryRun: boolean;
  ignoredColumns: readonly string[];
  warnings: readonly RowWarning[];
};

function nothingYet({ encoding, dryRun, ignoredColumns, warnings }: Known): ImportResult {
  return {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    erased: 0,
    incomplete: 0,
    errors: [],
    warnings: [...warnings],
    possibleDuplicates: [],
    heard: { doNotEmail: 0, noMarketing: 0, unsubscribed: 0, deceased: 0, archived: 0 },
    unknownWords: [],
    ignoredColumns: [...ignoredColumns],
    encoding,
    dryRun,
  };
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
    faults.push(...(record.faults ?? []));
    list(result.warnings, record.warnings ?? []);
  }
  const outcome = await save(good);
  faults.push(...outcome.faults, ...(outcome.leftOut ?? []));
  const refused = new Set(outcome.faults.map(({ row }) => row));
  const kept = good.filter(({ row }) => !refused.has(row));
  for (const { heard } of kept) if (heard) count(heard, result.heard);
  result.rows += batch.length;
  result.created += outcome.created;
  result.updated += outcome.updated;
  result.unchanged += outcome.unchanged;
  result.erased += new Set(faults.filter(({ code }) => code === 'erased').map(({ row }) => row)).size;
  result.failed += batch.length - kept.length;
  const named = new Set(faults.map(({ row }) => row));
  result.incomplete += kept.filter(({ row }) => named.has(row)).length;
  list(
    result.errors,
    faults.toSorted((one, other) => one.row - other.row),
  );
  list(result.possibleDuplicates, outcome.possibleDuplicates ?? []);
}

function count(heard: Heard, counts: ImportResult['heard']): void {
  for (const what of HEARD) if (heard[what]) counts[what] += 1;
}

/** The first thousand of a kind are listed. */
function list<Item>(listed: Item[], more: readonly Item[]): void {
  listed.push(...more.slice(0, Math.max(0, LISTED - listed.length)));
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
