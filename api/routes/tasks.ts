import { z } from 'zod';
import { Task } from '../../entities/task.ts';
import { completeTask } from '../../facts/desk/complete-task.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { TaskDone, TaskQuery, TaskView } from '../schemas/desk.ts';
import { taskViews } from '../views/task-view.ts';

export const taskRoutes = [
  route({
    name: 'GET /tasks',
    tag: 'Desk',
    summary: 'What needs a person: who, by when, and the words',
    query: TaskQuery,
    answers: { 200: pageOf(TaskView) },
    async handle({ tx, me, query }) {
      const assignee = me.ownOnly || query.assignee === 'me' ? me.staffId : query.assignee;
      const where = {
        $and: [
          careMattersOf(me),
          query.updatedSince ? {} : { status: query.status },
          assignee ? { assigneeId: assignee } : {},
          query.overdue === 'true' ? { status: 'open', dueAt: { $lt: tx.now } } : {},
          query.overdue === 'false' ? { dueAt: { $gte: tx.now } } : {},
        ],
      };
      const { found, nextCursor } = await listPage(tx.em, Task, where, query);
      return ok({ items: await taskViews(tx, found), nextCursor });
    },
  }),

  route({
    name: 'POST /tasks/:id/done',
    tag: 'Desk',
    summary: 'Done: a drafted thanks goes now; one by hand was done',
    params: z.object({ id: id() }),
    body: TaskDone,
    bodyOptional: true,
    answers: { 200: TaskView },
    async handle({ tx, me, params, body }) {
      const theirs = { $and: [{ id: params.id }, careMattersOf(me), ownTasks(me)] };
      if ((await tx.em.count(Task, theirs)) === 0) throw notFound('task');
      const [view] = await taskViews(tx, [await completeTask(tx, params.id, body)]);
      if (!view) throw notFound('task');
      return ok(view);
    },
  }),
];

/** A matter of care is for whoever has it and the owner; every other list leaves it out (E14). */
function careMattersOf(me: Me) {
  if (me.roles.includes('owner')) return {};
  return { $or: [{ kind: { $ne: 'care_matter' as const } }, { assigneeId: me.staffId }] };
}

function ownTasks(me: Me) {
  return me.ownOnly ? { assigneeId: me.staffId } : {};
}
