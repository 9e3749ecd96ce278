import type { EntityName, RequiredEntityData } from '@mikro-orm/postgresql';
import { audit, type Fact } from './fact.ts';
import type { WrongField } from './refusal.ts';

/** One row of a file, read and found well-formed. */
export type ImportedRow<Fields> = { row: number; fields: Fields };
export type RowFault = WrongField & { row: number };
export type ImportCounts = { created: number; updated: number; unchanged: number };
export type BatchOutcome = ImportCounts & { faults: RowFault[] };

/** Keeps a few hundred rows at once; called until the file is over. */
export type KeepBatch<Fields> = (batch: readonly ImportedRow<Fields>[]) => Promise<BatchOutcome>;

class Rehearsed<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('rehearsed');
    this.result = result;
  }
}

/** Does `work` as it would be done, and with `dryRun` takes all of it back. */
export async function rehearse<T>(fact: Fact, dryRun: boolean, work: (fact: Fact) => Promise<T>): Promise<T> {
  try {
    return await fact.em.transactional(async (em) => {
      const result = await work({ ...fact, em });
      if (dryRun) throw new Rehearsed(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as T;
    throw error;
  }
}

/** Two imports of one kind wait for each other, so that neither adds what the other is adding. */
export async function oneImportAtATime(fact: Fact, entity: string): Promise<void> {
  await fact.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${fact.practiceId}/import/${entity}`]);
}

/**
 * Writes what is new and what has changed, each in one statement: nothing that was only read is compared or sealed again.
 * Columns that no file speaks of stay as they are.
 */
export async function writeBatch<Entity extends object, Kept extends { fate: keyof ImportCounts }>(
  fact: Fact,
  entity: EntityName<Entity>,
  kept: readonly Kept[],
  columnsOf: (one: Kept) => RequiredEntityData<Entity>,
): Promise<void> {
  const created = kept.filter(({ fate }) => fate === 'created').map(columnsOf);
  const updated = kept.filter(({ fate }) => fate === 'updated').map(columnsOf);
  if (created.length > 0) await fact.em.insertMany(entity, created);
  if (updated.length > 0) await fact.em.upsertMany(entity, updated as unknown as Parameters<typeof fact.em.upsertMany<Entity>>[1] & object[]);
  fact.em.clear();
}

/** One entry for the whole file: how many, never who. */
export function auditImport(fact: Fact, entity: string, counts: Record<string, number>): void {
  audit(fact, 'import', { entity, id: null }, Object.entries(counts).map(([what, count]) => `${what}=${count}`));
}

/**
 * What a row says beyond what is known. An empty cell says nothing; and where an earlier row of the file spoke of the
 * same record, a later one fills holes only, so that a file that contradicts itself settles on the same values each time.
 */
export function newsIn<Fields extends object>(known: Partial<Fields>, given: Fields, holesOnly: boolean): Partial<Fields> {
  const news = Object.entries(given).filter(([field, value]) => {
    const old: unknown = known[field as keyof Fields];
    if (isHole(value) || isSame(field, old, value)) return false;
    return !holesOnly || isHole(old);
  });
  return Object.fromEntries(news) as Partial<Fields>;
}

function isHole(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isSame(field: string, old: unknown, given: unknown): boolean {
  if (field === 'email') return String(old).toLowerCase() === String(given).toLowerCase();
  return Array.isArray(given) ? JSON.stringify(old) === JSON.stringify(given) : old === given;
}
