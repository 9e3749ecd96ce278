import { z } from 'zod';
import type { FilterQuery } from '@mikro-orm/postgresql';
import { Task } from '../../entities/task.ts';
import { completeTask } from '../../facts/desk/complete-task.ts';
import { reopenTask } from '../../facts/desk/reopen-task.ts';
import { countPutAside } from '../../facts/inbound-mail/count-put-aside.ts';
import { notFound } from '../../facts/refusal.ts';
import { giveTask } from '../../facts/tasks/give-task.ts';
import { putOffTask } from '../../facts/tasks/put-off-task.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import { listPage } from '../page.ts';
import { ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { GiveTask, NotToday, TaskDone, TaskPage, TaskQuery, TaskView } from '../schemas/task.ts';
import { ownRowsOf } from '../ownership.ts';
import { countTasks } from '../task-counts.ts';
import { tasksByDeadline } from '../tasks-by-deadline.ts';
import { taskViews } from '../views/task-view.ts';
import { tasksAsked, visibleTo } from '../visible-tasks.ts';

const TAG = 'Desk';
const ById = z.object({ id: id() });

export const taskRoutes = [
  route({
    name: 'GET /tasks',
    tag: TAG,
    summary: 'What needs a person: who, by when, and the words',
    query: TaskQuery,
    answers: { 200: TaskPage },
    async handle({ tx, me, practice, query }) {
      const where = tasksAsked(me, query, tx.now);
      const { found, nextCursor } =
        query.order === 'due'
          ? await tasksByDeadline(tx, where, query)
          : await listPage(tx.em, Task, where, query);
      const { count: mailsPutAside } = await countPutAside(tx);
      const items = await taskViews(tx, found, { me, practice });
      return ok({ items, nextCursor, mailsPutAside, counts: await countTasks(tx, me) });
    },
  }),

  route({
    name: 'GET /tasks/:id',
    tag: TAG,
    summary: 'Read a task',
    params: ById,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, params }) {
      const task = await tx.em.findOne(Task, theirs(me, params.id));
      if (!task) throw notFound('task');
      return ok(await viewOf(tx, task, { me, practice }));
    },
  }),

  route({
    name: 'POST /tasks/:id/done',
    tag: TAG,
    summary: 'Done: a drafted thanks goes now; one by hand was done',
    params: ById,
    body: TaskDone,
    bodyOptional: true,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersTask(tx, me, params.id);
      return ok(await viewOf(tx, await completeTask(tx, params.id, body), { me, practice }));
    },
  }),

  route({
    name: 'POST /tasks/:id/not-today',
    tag: TAG,
    summary: 'Put a task off, never past a promise',
    description:
      'Until the next working day at nine unless said otherwise; `when=later` lists what was put off.',
    params: ById,
    body: NotToday,
    bodyOptional: true,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersTask(tx, me, params.id);
      const until = body.until === undefined ? null : new Date(body.until);
      return ok(await viewOf(tx, await putOffTask(tx, params.id, { until, practice }), { me, practice }));
    },
  }),

  route({
    name: 'POST /tasks/:id/give',
    tag: TAG,
    summary: 'Give a task to somebody who may do it',
    description:
      'Where they are away today, whoever stands in for them has it; `assigneeId` says who that is.',
    params: ById,
    body: GiveTask,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersTask(tx, me, params.id);
      return ok(await viewOf(tx, await giveTask(tx, params.id, { ...body, practice }), { me, practice }));
    },
  }),

  route({
    name: 'POST /tasks/:id/reopen',
    tag: TAG,
    summary: 'Undo what one completed oneself, or an attempt one noted',
    description:
      'Until what follows has acted, then 409. What was sent with `takeBack` and has not left is taken back.',
    params: ById,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, params }) {
      await refuseOthersTask(tx, me, params.id);
      return ok(await viewOf(tx, await reopenTask(tx, params.id), { me, practice }));
    },
  }),
];

function theirs(me: Me, taskId: string): FilterQuery<Task> {
  return { $and: [{ id: taskId }, visibleTo(me), ownRowsOf('task', me)] };
}

async function refuseOthersTask(tx: Tx, me: Me, taskId: string): Promise<void> {
  if ((await tx.em.count(Task, theirs(me, taskId))) === 0) throw notFound('task');
}

async function viewOf(
  tx: Tx,
  task: Task,
  caller: { me: Me; practice: Practice },
): Promise<z.output<typeof TaskView>> {
  const [view] = await taskViews(tx, [task], caller);
  if (!view) throw notFound('task');
  return view;
}
