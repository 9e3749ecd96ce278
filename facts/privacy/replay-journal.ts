import { z } from 'zod';
import { ERASURE_SUBJECTS, Erasure } from '../../entities/erasure.ts';
import { JournalEntry } from '../../entities/journal-entry.ts';
import { REPLAYING } from '../../entities/journaled.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { reevaluatePractice } from '../commitments/reevaluate-subjects.ts';
import { lockKey } from '../locks/lock-key.ts';
import type { Database } from '../database.ts';
import { codeOf } from '../error-kind.ts';
import type { JournalLine } from '../journal.ts';
import { inTransaction, type TransactionScope, type Tx } from '../transaction.ts';
import { forgetIdentifiers } from './lift-erasure.ts';
import { findPerson } from './person.ts';
import { requestErasure } from './request-erasure.ts';

type Fate = 'applied' | 'elsewhere';

const OPERATOR = { kind: 'operator', staffId: null } as const;
/** What it is about is not in this database, or is there already. */
const NOTHING_TO_DO = new Set(['23503', '23505']);

/**
 * Applies one line of the journal to a database that was restored from a backup older than it. Idempotent; `elsewhere`:
 * its practice is not in this database.
 */
export async function replayLine(database: Database, line: JournalLine): Promise<Fate> {
  const practiceId = line.practiceId ?? (await anyPractice(database));
  if (practiceId === null || !(await isHere(database, practiceId))) return 'elsewhere';
  await inTransaction(database, byOperator(practiceId), async (tx) => {
    await lockKey(tx, 'journal');
    if ((await tx.em.count(JournalEntry, { id: line.id })) > 0) return;
    await tx.em.execute(`select set_config('${REPLAYING}', 'on', true)`);
    if (line.subject === 'erasure') await replayErasure(tx, line);
    else await replayRow(tx, line);
    const { id, at, subject, change, row } = line;
    const noted = { id, at: new Date(at), practiceId: line.practiceId, subject, change, row };
    await tx.em.insert(JournalEntry, { ...noted, writtenAt: tx.now });
  });
  return 'applied';
}

/** Everything that waits there is looked at again, with what the journal has added. */
export async function reevaluateAfterReplay(database: Database, practiceId: string): Promise<void> {
  await inTransaction(database, byOperator(practiceId), reevaluatePractice);
}

function byOperator(practiceId: string): TransactionScope {
  return { practiceId, actor: OPERATOR };
}

const ErasureRow = z.object({
  id: z.uuid(),
  subject: z.enum(ERASURE_SUBJECTS),
  subject_id: z.uuid(),
  asked_at: z.coerce.date(),
  asked_by: z.uuid().nullable(),
  lifted_at: z.coerce.date().nullable(),
  lifted_by: z.uuid().nullable(),
});

/** Whoever is in this database is erased once more; of whoever is not, the erasure alone is kept. */
async function replayErasure(tx: Tx, { row }: JournalLine): Promise<void> {
  const told = ErasureRow.parse(row);
  const known = await tx.em.findOne(Erasure, { id: told.id });
  if (known && told.lifted_at) {
    await forgetIdentifiers(tx, told.id);
    known.lift(told.lifted_by, '', told.lifted_at);
  }
  if (known) return;
  const about = { subject: told.subject, id: told.subject_id };
  const asked = { id: told.id, askedAt: told.asked_at, askedBy: told.asked_by };
  const isStaff =
    about.subject === 'staff' && (await tx.em.count(Staff, { id: about.id, erasedAt: null })) > 0;
  if (isStaff || (await findPerson(tx, about))) {
    await requestErasure(tx, about, asked);
    return;
  }
  tx.em.create(Erasure, {
    ...asked,
    practiceId: tx.practiceId,
    subject: about.subject,
    subjectId: about.id,
    status: 'done',
    proof: {},
    doneAt: tx.now,
    updatedAt: tx.now,
  });
}

/** Any other row is written as the journal has it; columns that are newer than the line keep their defaults. */
async function replayRow(tx: Tx, { subject, change, row }: JournalLine): Promise<void> {
  const table = tableOf(tx, subject);
  if (!table) return;
  const columns = Object.keys(row).filter((column) => table.columns.has(column));
  const own = table.keys.map((key) => `t."${key}" = r."${key}"`).join(' and ');
  const told = `jsonb_populate_record(null::"${subject}", ?::jsonb) r`;
  const list = columns.map((column) => `"${column}"`).join(', ');
  const set = columns.map((column) => `"${column}" = r."${column}"`).join(', ');
  const statement = {
    insert: `insert into "${subject}" (${list}) select ${list} from ${told} on conflict do nothing`,
    update: `update "${subject}" t set ${set} from ${told} where ${own}`,
    delete: `delete from "${subject}" t using ${told} where ${own}`,
  }[change];
  try {
    await tx.em.transactional((em) => em.execute(statement, [JSON.stringify(row)]));
  } catch (error) {
    // harmless: what the line is about is not in this database, or another row says the same
    if (!(error instanceof Error) || !NOTHING_TO_DO.has(codeOf(error) ?? '')) throw error;
  }
}

/** Only tables that are journaled; their names and columns are ours, never the file's. */
function tableOf({ em }: Tx, subject: string): { columns: ReadonlySet<string>; keys: string[] } | null {
  const meta = [...em.getMetadata().getAll().values()].find(
    ({ tableName, triggers }) => tableName === subject && triggers.some(({ name }) => name === 'journaled'),
  );
  if (!meta) return null;
  return {
    columns: new Set(meta.props.flatMap(({ fieldNames }) => fieldNames)),
    keys: meta.getPrimaryProps().flatMap(({ fieldNames }) => fieldNames),
  };
}

async function isHere(database: Database, practiceId: string): Promise<boolean> {
  return (await database.orm.em.fork().count(Practice, { id: practiceId })) > 0;
}

/** What holds for the whole installation is written in the name of any practice. */
async function anyPractice(database: Database): Promise<string | null> {
  const [one] = await database.orm.em.fork().find(Practice, {}, { fields: ['id'], limit: 1 });
  return one?.id ?? null;
}
