import type { FilterQuery } from '@mikro-orm/postgresql';
import { Task } from '../entities/task.ts';
import type { Tx } from '../facts/transaction.ts';
import { LIST_CURSOR } from './schemas/list.ts';

type Asked = { limit: number; cursor?: string | undefined };

/** One page of tasks by deadline, the earliest first; a task that is put off or moved keeps its place. */
export async function tasksByDeadline(
  { em }: Tx,
  where: FilterQuery<Task>,
  { limit, cursor }: Asked,
): Promise<{ found: Task[]; nextCursor: string | null }> {
  const rows = await em.find(
    Task,
    { $and: [where, cursor === undefined ? {} : beyond(cursor)] },
    { orderBy: [{ dueAt: 'asc' }, { id: 'asc' }], limit: limit + 1 },
  );
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  const isMore = rows.length > limit && last;
  return { found, nextCursor: isMore ? `${last.dueAt.getTime()}.${last.id}` : null };
}

function beyond(cursor: string): FilterQuery<Task> {
  const [, due = '0', id = ''] = LIST_CURSOR.exec(cursor) ?? [];
  const dueAt = new Date(Number(due));
  return { $or: [{ dueAt: { $gt: dueAt } }, { dueAt, id: { $gt: id } }] };
}
