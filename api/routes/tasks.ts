import { z } from 'zod';
import { Task } from '../../entities/task.ts';
import { completeTask } from '../../facts/desk/complete-task.ts';
import { countPutAside } from '../../facts/inbound-mail/count-put-aside.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { TaskDone, TaskPage, TaskQuery, TaskView } from '../schemas/desk.ts';
import { ownRowsOf } from '../ownership.ts';
import { taskViews } from '../views/task-view.ts';

export const taskRoutes = [
  route({
    name: 'GET /tasks',
    tag: 'Desk',
    summary: 'What needs a person: who, by when, and the words',
    query: TaskQuery,
    answers: { 200: TaskPage },
    async handle({ tx, me, query }) {
      const assignee = me.ownOnly || query.assignee === 'me' ? me.staffId : query.assignee;
      const where = {
        $and: [
          visibleTo(me),
          query.updatedSince ? {} : { status: query.status },
          assignee ? { assigneeId: assignee } : {},
          query.enquiryId === undefined ? {} : { enquiryId: query.enquiryId },
          query.referralId === undefined ? {} : { referralId: query.referralId },
          query.overdue === 'true' ? { status: 'open', dueAt: { $lt: tx.now } } : {},
          query.overdue === 'false' ? { dueAt: { $gte: tx.now } } : {},
        ],
      };
      const { found, nextCursor } = await listPage(tx.em, Task, where, query);
      const { count: mailsPutAside } = await countPutAside(tx);
      return ok({ items: await taskViews(tx, found), nextCursor, mailsPutAside });
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
      const theirs = { $and: [{ id: params.id }, visibleTo(me), ownRowsOf('task', me)] };
      if ((await tx.em.count(Task, theirs)) === 0) throw notFound('task');
      const [view] = await taskViews(tx, [await completeTask(tx, params.id, body)]);
      if (!view) throw notFound('task');
      return ok(view);
    },
  }),
];

/**
 * A matter of care (E14), and what a review decided in words of its own, is for whoever has it and the owner; every other
 * list leaves it out.
 */
function visibleTo(me: Me) {
  if (me.roles.includes('owner')) return {};
  return { $or: [{ kind: { $nin: [...BETWEEN_TWO] } }, { assigneeId: me.staffId }] };
}

const BETWEEN_TWO = ['care_matter', 'review_action'] as const;
