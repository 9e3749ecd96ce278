import type { BatchOutcome, ImportCounts, ImportedRow, SaveBatch, RowFault } from './import-rows.ts';

type Wanted = { row: number; fields: object };

/** A record as it is in the database, or will be after the batch. */
export type ImportRecord<Fields extends object> = { id: string; fields: Fields; fate: keyof ImportCounts };

/** The records that a batch may match, read in one query, and those that it adds. */
export type KnownRecords<Row, Record> = {
  /** `seen`: those of whom an earlier row of the file has spoken. */
  find(row: Row, seen: ReadonlySet<string>): Record | null;
  /** Called again when a record has changed. */
  remember(record: Record): void;
  all(): readonly Record[];
};

/** What one kind of record adds to the way in which all of them are imported. */
type Steps<Fields, Row, Record> = {
  want(row: ImportedRow<Fields>): Row;
  known(batch: readonly Row[]): Promise<KnownRecords<Row, Record>>;
  faults(row: Row, known: Record | null): RowFault[];
  add(row: Row): Record;
  /** A row's record, changed or not. */
  settled?(row: Row, record: Record): void;
  write(fates: { created: Record[]; updated: Record[] }): Promise<void>;
};

/** Saves a file batch by batch: each row inserts, updates or leaves a record unchanged. */
export function saveInBatches<Fields, Row extends Wanted, Record extends ImportRecord<object>>(
  steps: Steps<Fields, Row, Record>,
): SaveBatch<Fields> {
  const seen = new Set<string>();
  return async (batch) => {
    const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
    if (batch.length === 0) return outcome;
    const wanted = batch.map((row) => steps.want(row));
    const known = await steps.known(wanted);
    for (const row of wanted) {
      const found = known.find(row, seen);
      const faults = steps.faults(row, found);
      outcome.faults.push(...faults);
      if (faults.length > 0) continue;
      outcome[found ? learn(found, row.fields, seen.has(found.id)) : 'created'] += 1;
      const record = found ?? steps.add(row);
      known.remember(record);
      seen.add(record.id);
      steps.settled?.(row, record);
    }
    await steps.write(byFate(known.all()));
    return outcome;
  };
}

/** Whether a row changes the record. */
export function hasChanges(known: ImportRecord<object>, given: object): boolean {
  return changesIn(known.fields, given, false).length > 0;
}

function learn(record: ImportRecord<object>, given: object, holesOnly: boolean): 'updated' | 'unchanged' {
  const news = changesIn(record.fields, given, holesOnly);
  if (news.length === 0) return 'unchanged';
  Object.assign(record.fields, Object.fromEntries(news));
  if (record.fate === 'unchanged') record.fate = 'updated';
  return 'updated';
}

/** The records to write; those that were only read are neither compared nor sealed again. */
function byFate<Record extends ImportRecord<object>>(
  records: readonly Record[],
): { created: Record[]; updated: Record[] } {
  const having = (fate: keyof ImportCounts) => records.filter((one) => one.fate === fate);
  return { created: having('created'), updated: having('updated') };
}

/**
 * Empty cells change nothing; a later row for the same record only fills gaps, so that a contradictory file gives the
 * same result each time.
 */
function changesIn(known: object, given: object, holesOnly: boolean): [string, unknown][] {
  const old = new Map<string, unknown>(Object.entries(known));
  return Object.entries(given).filter(([field, value]: [string, unknown]) => {
    if (isHole(value) || isSame(field, old.get(field), value)) return false;
    return !holesOnly || isHole(old.get(field));
  });
}

function isHole(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isSame(field: string, old: unknown, given: unknown): boolean {
  if (field === 'email') return String(old).toLowerCase() === String(given).toLowerCase();
  if (given instanceof Date) return old instanceof Date && old.getTime() === given.getTime();
  return Array.isArray(given) ? JSON.stringify(old) === JSON.stringify(given) : old === given;
}
