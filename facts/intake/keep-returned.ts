import { LockMode } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Erasure } from '../../entities/erasure.ts';
import { Task } from '../../entities/task.ts';
import { RETENTION_MS } from '../../policy/privacy/retention.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';

/** What somebody typed into a public form, by field. */
const Returned = z.object({ form: z.string(), at: z.string(), typed: z.looseObject({}) });
type Returned = z.infer<typeof Returned>;

const MOST_KEPT = 5;
const ANSWER_WITHIN_MS = DAY_MS;

/**
 * A public form named somebody who was erased. Nothing of it is entered; what was typed is kept, sealed, for a person to
 * read and answer, because it may be a cry for help.
 */
export async function keepReturned(
  tx: Tx,
  erasureId: string,
  { form, typed }: Pick<Returned, 'form' | 'typed'>,
): Promise<void> {
  const { em, now } = tx;
  const erasure = await em.findOneOrFail(
    Erasure,
    { id: erasureId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const kept = [...returnedIn(erasure), { form, at: now.toISOString(), typed }].slice(-MOST_KEPT);
  const until = new Date(now.getTime() + RETENTION_MS.returned);
  erasure.keepReturned(JSON.stringify(kept), until, now);
  if ((await em.count(Task, { kind: 'erased_returned', status: 'open', subjectId: erasureId })) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'erased_returned',
    assignee: today.owners()[0] ?? today.dutyHolder('privacy'),
    dueAt: new Date(now.getTime() + ANSWER_WITHIN_MS),
    subjectId: erasureId,
  });
}

/** The latest of what came from them since, the oldest first. */
export function returnedIn({ returned }: Erasure): Returned[] {
  return returned ? z.array(Returned).parse(JSON.parse(returned)) : [];
}
