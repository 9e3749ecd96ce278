import { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { Task } from '../../entities/task.ts';
import type { Fact } from '../../facts/fact.ts';
import { finishTask } from '../../facts/finish-task.ts';
import { notFound } from '../../facts/refusal.ts';
import { taskWords } from '../../policy/task-words.ts';
import { listPage } from '../page.ts';
import { ok, route, type Me } from '../route.ts';
import { id, pageOf } from '../schemas/common.ts';
import { TaskDone, TaskQuery, TaskView } from '../schemas/desk.ts';

export const taskRoutes = [
  route({
    name: 'GET /tasks',
    tag: 'Desk',
    summary: 'What needs a person: who, by when, and the words',
    query: TaskQuery,
    answers: { 200: pageOf(TaskView) },
    async handle({ fact, me, query }) {
      const assignee = me.ownOnly || query.assignee === 'me' ? me.staffId : query.assignee;
      const where = {
        $and: [
          careMattersOf(me),
          query.updatedSince ? {} : { status: query.status },
          assignee ? { assigneeId: assignee } : {},
          query.overdue === 'true' ? { status: 'open', dueAt: { $lt: fact.now } } : {},
          query.overdue === 'false' ? { dueAt: { $gte: fact.now } } : {},
        ],
      };
      const { found, nextCursor } = await listPage(fact.em, Task, where, query);
      return ok({ items: await taskViews(fact, found), nextCursor });
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
    async handle({ fact, me, params, body }) {
      const theirs = { $and: [{ id: params.id }, careMattersOf(me), ownTasks(me)] };
      if ((await fact.em.count(Task, theirs)) === 0) throw notFound('task');
      const [view] = await taskViews(fact, [await finishTask(fact, params.id, body)]);
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

async function taskViews(fact: Fact, tasks: readonly Task[]) {
  await fact.em.flush();
  const referralIds = tasks.flatMap(({ referral }) => (referral ? [referral.id] : []));
  const referrals = referralIds.length > 0 ? await fact.em.find(Referral, { id: { $in: referralIds } }) : [];
  const names = await referrerNames(fact, referrals);
  const clients = await clientNames(fact, tasks);
  return tasks.map((task) => {
    const referral = referrals.find(({ id: referralId }) => referralId === task.referral?.id) ?? null;
    const why = task.why ?? null;
    return {
      id: task.id,
      kind: task.kind,
      status: task.status,
      words: taskWords({
        kind: task.kind,
        number: referral?.number ?? null,
        referrer: referral ? (names.get(referral.id) ?? null) : null,
        client: clients.get(task.client?.id ?? '') ?? null,
        why,
      }),
      why,
      assigneeId: task.assignee?.id ?? null,
      referralId: referral?.id ?? null,
      number: referral?.number ?? null,
      clientId: task.client?.id ?? null,
      messageId: task.messageId ?? null,
      dueAt: task.dueAt.toISOString(),
      overdue: task.status === 'open' && task.dueAt < fact.now,
      createdAt: task.createdAt.toISOString(),
      updatedAt: task.updatedAt.toISOString(),
      doneAt: task.doneAt?.toISOString() ?? null,
      doneBy: task.doneBy ?? null,
    };
  });
}

async function clientNames(fact: Fact, tasks: readonly Task[]): Promise<Map<string, string>> {
  const ids = tasks.flatMap(({ client }) => (client ? [client.id] : []));
  const clients = ids.length > 0 ? await fact.em.find(Client, { id: { $in: ids } }) : [];
  return new Map(clients.map((client) => [client.id, nameOf(client)]));
}

function nameOf({ firstName, lastName }: Client | Professional): string {
  return `${firstName} ${lastName ?? ''}`.trim();
}

async function referrerNames(fact: Fact, referrals: readonly Referral[]): Promise<Map<string, string>> {
  const clientIds = referrals.flatMap(({ referrerClient }) => (referrerClient ? [referrerClient.id] : []));
  const professionalIds = referrals.flatMap(({ referrerProfessional }) =>
    referrerProfessional ? [referrerProfessional.id] : [],
  );
  const clients = clientIds.length > 0 ? await fact.em.find(Client, { id: { $in: clientIds } }) : [];
  const professionals =
    professionalIds.length > 0 ? await fact.em.find(Professional, { id: { $in: professionalIds } }) : [];
  const people = new Map([...clients, ...professionals].map((person) => [person.id, nameOf(person)]));
  return new Map(
    referrals.flatMap((referral) => {
      const personId = referral.referrerClient?.id ?? referral.referrerProfessional?.id;
      const name = personId ? people.get(personId) : referral.referrerFirstName;
      return name ? [[referral.id, name] as const] : [];
    }),
  );
}
