import { LockMode } from '@mikro-orm/postgresql';
import { Absence } from '../../entities/absence.ts';
import { Practice } from '../../entities/practice.ts';
import { Task } from '../../entities/task.ts';
import { startOfDay } from '../../policy/calendar/carrier-moment.ts';
import { PRACTITIONERS_OWN } from '../../policy/tasks/task-kinds.ts';
import { dateIn, practiceToday } from '../practice/practice-today.ts';
import { audit, type Tx } from '../transaction.ts';
import { closeOpenTasks } from './open-task.ts';

/**
 * The open tasks of everybody who is away today, or works here no more, move to whoever stands in, and stay there
 * (S40). Where nobody is there they stay where they are. Answers with how many moved; the same again moves none.
 */
export async function moveTasksOfAbsent(tx: Tx): Promise<number> {
  const { em, now } = tx;
  const today = await practiceToday(tx);
  const staff = today.staff.map(({ id }) => id);
  await closeOpenTasks(tx, { kind: 'read_digest', assigneeId: { $nin: staff } }, 'cancelled');
  const here = staff.filter((id) => today.isHere(id));
  if (here.length === 0) return 0;
  const left = await em.find(
    Task,
    { status: 'open', kind: { $ne: 'read_digest' }, assigneeId: { $ne: null, $nin: here } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  if (left.length === 0) return 0;
  const date = dateIn(today.practice.timezone, now);
  const absences = await em.find(Absence, { from: { $lte: date }, to: { $gte: date } });
  let moved = 0;
  for (const task of left) {
    const from = task.assigneeId ?? '';
    const assignee = PRACTITIONERS_OWN.includes(task.kind)
      ? today.inPlaceOf(from)
      : today.takesOverFrom(from);
    if (assignee === null) continue;
    const own = absences.find(({ staffId }) => staffId === from);
    if (own && !absences.some(({ id }) => id === task.absenceId)) task.absenceId = own.id;
    em.assign(task, { assignee, updatedAt: now });
    audit(tx, 'move', { entity: 'task', id: task.id }, ['assigneeId']);
    moved += 1;
  }
  await em.flush();
  return moved;
}

const NEXT_DAY = `
  select min(day)::text as day from (
    select "from" as day from absence where practice_id = ? and "from" > ?
    union all select "to" + 1 from absence where practice_id = ? and "to" >= ?) as days`;

/** When the next absence begins or is over: the first moment of that day of the practice's calendar. */
export async function nextComingOrGoingAt({ em, practiceId, now }: Tx): Promise<Date | null> {
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const today = dateIn(timezone, now);
  const [next] = await em.execute<{ day: string | null }[]>(NEXT_DAY, [practiceId, today, practiceId, today]);
  return next?.day ? startOfDay(next.day, timezone) : null;
}
