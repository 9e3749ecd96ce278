import { WEEK_MS } from '../../policy/calendar/units.ts';
import { Client } from '../../entities/client.ts';
import { before, RETENTION_MS } from '../../policy/privacy/retention.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';

const ASK_WITHIN_MS = WEEK_MS;

/** Opens one task for each client whose source is still unknown after a week (S23). */
export async function askForSources(tx: Tx, most: number): Promise<number> {
  const { em, practiceId, now } = tx;
  const due = await em.execute<{ id: string }[]>(
    `select c.id from client c where c.practice_id = ? and c.source_kind is null and not c.imported and c.erased_at is null
       and c.ending is null and c.created_at <= ? and not exists (select 1 from task t where t.practice_id = c.practice_id
       and t.client_id = c.id and t.kind = 'ask_source') order by c.created_at limit ${most}`,
    [practiceId, before(now, RETENTION_MS.sourceUnknown).toISOString()],
  );
  if (due.length === 0) return 0;
  const today = await practiceToday(tx);
  const assignee = today.dutyHolder('firstContact');
  const dueAt = new Date(now.getTime() + ASK_WITHIN_MS);
  for (const { id } of due)
    openTask(tx, {
      kind: 'ask_source',
      client: em.getReference(Client, [practiceId, id]),
      assignee,
      dueAt,
    });
  return due.length;
}
