import { Client } from '../../entities/client.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Tx } from '../transaction.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { closeOpenTasks, openTask } from '../tasks/open-task.ts';

const WITHIN_MS = 7 * DAY_MS;

/** Clients of these with somebody else at their address, of whom nobody has been asked yet; of a pair the later one. */
const SHARING = `
  select distinct on (c.id) c.id, o.id as other from client c
  join client o on o.practice_id = c.practice_id and o.email_hash = c.email_hash and o.id <> c.id and o.erased_at is null
  where c.practice_id = ? and c.id = any(?::uuid[]) and c.erased_at is null
    and (o.id < c.id or o.id <> all(?::uuid[]))
    and not exists (select 1 from task t where t.practice_id = c.practice_id and t.kind = 'shared_mailbox'
      and ((t.client_id = c.id and t.subject_id = o.id) or (t.client_id = o.id and t.subject_id = c.id)))
  order by c.id, o.id`;

/**
 * Two clients with one mailbox are never prompted (E23), and two records of one person look the same: a person is asked
 * once about each pair.
 */
export async function askAboutMailbox(tx: Tx, clientIds: readonly string[]): Promise<void> {
  if (clientIds.length === 0) return;
  await tx.em.flush();
  const ids = `{${clientIds.join(',')}}`;
  const pairs = await tx.em.execute<{ id: string; other: string }[]>(SHARING, [tx.practiceId, ids, ids]);
  if (pairs.length === 0) return;
  const assignee = (await practiceToday(tx)).owners()[0] ?? null;
  for (const { id, other } of pairs) {
    openTask(tx, {
      kind: 'shared_mailbox',
      client: tx.em.getReference(Client, [tx.practiceId, id]),
      subjectId: other,
      assignee,
      why: 'same_address',
      dueAt: new Date(tx.now.getTime() + WITHIN_MS),
    });
  }
}

/** Their address changed, or they are gone: what was asked of the old one is settled. */
export async function mailboxChanged(tx: Tx, clientId: string): Promise<void> {
  await closeOpenTasks(
    tx,
    { kind: 'shared_mailbox', $or: [{ clientId }, { subjectId: clientId }] },
    'cancelled',
  );
}
