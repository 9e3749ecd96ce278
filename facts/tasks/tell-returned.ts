import { DAY_MS } from '../../policy/calendar/units.ts';
import type { MovedTasks } from '../../policy/tasks/task-words-followed.ts';
import { dateIn, practiceToday } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';
import { openTask } from './open-task.ts';

const READ_WITHIN_MS = 2 * DAY_MS;

const OVER = `
  select id, staff_id as "staffId" from absence
  where practice_id = ? and "to" < ?
    and exists (select 1 from task where task.practice_id = absence.practice_id and absence_id = absence.id)
    and not exists (select 1 from task where task.practice_id = absence.practice_id
      and subject_id = absence.id and kind = 'read_digest')`;

/** Whoever is back has one digest for the absence because of which tasks of theirs moved; the tasks stay (S40). */
export async function tellReturned(tx: Tx): Promise<number> {
  const { em, practiceId, now } = tx;
  const today = await practiceToday(tx);
  const over = await em.execute<{ id: string; staffId: string }[]>(OVER, [
    practiceId,
    dateIn(today.practice.timezone, now),
  ]);
  const back = over.filter(({ staffId }) => today.isHere(staffId));
  for (const { id, staffId } of back)
    openTask(tx, {
      kind: 'read_digest',
      subjectId: id,
      assignee: today.staff.find((member) => member.id === staffId) ?? null,
      dueAt: new Date(now.getTime() + READ_WITHIN_MS),
    });
  await em.flush();
  return back.length;
}

const MOVED = `
  select absence_id as id, count(*) filter (where status = 'open')::int as open,
    count(*) filter (where status <> 'open')::int as settled
  from task where practice_id = ? and absence_id = any(?::uuid[]) group by absence_id`;

/** What became of the tasks that moved because of these absences. */
export async function movedTasks(
  { em, practiceId }: Tx,
  absenceIds: readonly string[],
): Promise<Map<string, MovedTasks>> {
  if (absenceIds.length === 0) return new Map();
  const rows = await em.execute<(MovedTasks & { id: string })[]>(MOVED, [
    practiceId,
    `{${absenceIds.join()}}`,
  ]);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
