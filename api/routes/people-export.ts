import { notFound } from '../../facts/refusal.ts';
import { askOwnerToBalance } from '../../facts/privacy/ask-owner-to-balance.ts';
import { readPerson } from '../../facts/privacy/read-person.ts';
import { exportPerson } from '../../facts/privacy/export-person.ts';
import { ok, route } from '../route.ts';
import { TaskView } from '../schemas/task.ts';
import { ExportQuery, OnePerson, PersonExportView, PersonView } from '../schemas/people-export.ts';
import { personIdOf } from '../schemas/person.ts';
import { taskViews } from '../views/task-view.ts';

export const peopleExportRoutes = [
  route({
    name: 'GET /people',
    tag: 'Privacy',
    summary: 'Who somebody is, and how many records are theirs',
    description: 'By one id. Each look is in the audit log.',
    query: ExportQuery,
    answers: { 200: PersonView },
    handle: async ({ tx, query }) => ok(await readPerson(tx, personIdOf(query))),
  }),

  route({
    name: 'GET /people/export',
    tag: 'Privacy',
    summary: 'Everything held of one person',
    description:
      'By one id. Third persons are left out: a client is never shown who named them or whom they led to, holds have no reasons, staff are shown by role. Each reading is in the audit log. What others wrote is never shown, and a mail that names others is listed under `withheld`. Where there is one, or `sourceWithheld` is true, `POST /people/export/balance` puts it to the owner what they may be told.',
    query: ExportQuery,
    answers: { 200: PersonExportView },
    handle: async ({ tx, query }) => ok(await exportPerson(tx, personIdOf(query))),
  }),

  route({
    name: 'POST /people/export/balance',
    tag: 'Privacy',
    summary: 'Ask the owner what somebody may be told of their source',
    description: 'A task, once for each who asks: the source may say that another person comes here.',
    body: OnePerson,
    answers: { 200: TaskView },
    async handle({ tx, me, practice, body }) {
      const asked = await askOwnerToBalance(tx, personIdOf(body));
      const [view] = await taskViews(tx, [asked], { me, practice });
      if (!view) throw notFound('task');
      return ok(view);
    },
  }),
];
