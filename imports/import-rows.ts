import { audit, type Tx } from '../facts/transaction.ts';
import type { WrongField } from '../facts/refusal.ts';
import type { Heard } from './heard-cells.ts';
import { lockKey } from '../facts/locks/lock-key.ts';

/** One row of a file, read and found well-formed; `heard`: what it says of how its person may be written to. */
export type ImportedRow<Fields> = { row: number; fields: Fields; heard?: Heard | undefined };
export type RowFault = WrongField & { row: number };
/** What a person should look at, although the row is kept; of a whole column the row is the header's. */
export type RowWarning = RowFault;
/** A row that may be of somebody who is known already. */
export type PossibleDuplicate = { row: number; clientId: string; possibleDuplicateOf: string };
export type ImportCounts = { created: number; updated: number; unchanged: number };
export type BatchOutcome = ImportCounts & {
  faults: RowFault[];
  /** Fields that rows were kept without. */
  leftOut?: RowFault[];
  possibleDuplicates?: PossibleDuplicate[];
};

/** Saves one batch of rows; called until the end of the file. */
export type SaveBatch<Fields> = (batch: readonly ImportedRow<Fields>[]) => Promise<BatchOutcome>;
export type FileImporter<Fields> = {
  saveBatch: SaveBatch<Fields>;
  /** Runs once, after the last batch. */
  finish?: () => Promise<void>;
};

const LONGEST_WAIT = '2min';

/** Thrown to roll back to the savepoint. */
class Rehearsed extends Error {}

/** Runs `work` in a savepoint, and with `dryRun` rolls it back. */
export async function rehearse<T>(tx: Tx, dryRun: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
  const done: T[] = [];
  try {
    return await tx.em.transactional(async (em) => {
      const result = await work({ ...tx, em });
      done.push(result);
      if (dryRun) throw new Rehearsed();
      return result;
    });
  } catch (error) {
    const [result] = done;
    if (error instanceof Rehearsed && result !== undefined) return result;
    throw error;
  }
}

/** Serialises imports of one kind (advisory lock); they may be long, and may wait for one another. */
export async function oneImportAtATime(tx: Tx, entity: string): Promise<void> {
  await tx.em.execute(`select set_config('lock_timeout', '${LONGEST_WAIT}', true)`);
  await lockKey(tx, `import/${entity}`);
}

/** One entry for the whole file: how many, never who. */
export function auditImport(tx: Tx, entity: string, counts: Record<string, number>): void {
  audit(
    tx,
    'import',
    { entity, id: null },
    Object.entries(counts).map(([what, count]) => `${what}=${count}`),
  );
}
