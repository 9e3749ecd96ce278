import type { Tx } from '../facts/transaction.ts';
import type { Me } from './route.ts';

export type TaskCounts = { mine: number; everybody: number; later: number };

const COUNTS = `
  select count(*) filter (where assignee_id = ? and not is_later)::int as mine,
    count(*) filter (where not is_later)::int as everybody, count(*) filter (where is_later)::int as later
  from (select assignee_id, coalesce(not_before > ?, false) as is_later from task
    where practice_id = ? and status = 'open' and (assignee_id = ? or not ?)
      and (? or assignee_id = ? or kind not in ('care_matter', 'review_action'))) as open`;

/** How many tasks wait that the caller may see and act on. */
export async function countTasks(
  { em, practiceId, now }: Tx,
  { staffId, roles, ownOnly }: Me,
): Promise<TaskCounts> {
  const isOwner = roles.includes('owner');
  const asked = [staffId, now, practiceId, staffId, ownOnly, isOwner, staffId];
  const [counts] = await em.execute<TaskCounts[]>(COUNTS, asked);
  return counts ?? { mine: 0, everybody: 0, later: 0 };
}
