import { PostedForm } from '../../entities/posted-form.ts';
import { Task } from '../../entities/task.ts';
import type { Database } from '../database.ts';
import { lockKey } from '../locks/lock-key.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { notFound } from '../refusal.ts';
import { openTask } from '../tasks/open-task.ts';
import { audit, inTransaction, WORKFLOW_ACTOR, type Tx } from '../transaction.ts';

/** With doubling waits of ten minutes at most: an hour and three quarters. */
const GIVE_UP_AFTER = 14;

/**
 * A form that could not be taken in is tried again when its lease is over. After fourteen attempts it is given up: what
 * was typed stays, sealed, and the owner is asked to read it, once for all that lie there. Answers whether it was given up.
 */
export async function postponePostedForm(
  database: Database,
  { id, practiceId, attempts }: { id: string; practiceId: string; attempts: number },
  now: Date,
): Promise<boolean> {
  if (attempts < GIVE_UP_AFTER) return false;
  return inTransaction(database, { practiceId, actor: WORKFLOW_ACTOR, now }, async (tx) => {
    const given = await tx.em.nativeUpdate(
      PostedForm,
      { id, practiceId, attempts, givenUpAt: null },
      { givenUpAt: now },
    );
    if (given === 0) return false;
    audit(tx, 'give_up', { entity: 'posted_form', id });
    await askToRead(tx);
    return true;
  });
}

/** Tries it anew, as when it was sent; 404 where it is not among those that were given up. */
export async function tryFormAgain(tx: Tx, id: string): Promise<void> {
  const { em, practiceId, now } = tx;
  const tried = await em.nativeUpdate(
    PostedForm,
    { id, practiceId, givenUpAt: { $ne: null } },
    { givenUpAt: null, nextTryAt: now, attempts: 0 },
  );
  if (tried === 0) throw notFound('form');
  audit(tx, 'try_again', { entity: 'posted_form', id });
}

async function askToRead(tx: Tx): Promise<void> {
  await lockKey(tx, 'forms given up');
  const asked = { kind: 'look_into' as const, why: 'form_given_up', status: 'open' as const };
  if ((await tx.em.count(Task, asked)) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: asked.kind,
    why: asked.why,
    assignee: today.owners()[0] ?? null,
    dueAt: tx.now,
  });
}
