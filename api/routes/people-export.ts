import { exportPerson } from '../../facts/export-person.ts';
import { ok, route } from '../route.ts';
import { ExportQuery, PersonExportView } from '../schemas/people-export.ts';
import { personIdOf } from '../schemas/person.ts';

export const peopleExportRoutes = [
  route({
    name: 'GET /people/export',
    tag: 'Privacy',
    summary: 'Everything held of one person',
    description:
      'By one id. Third persons are left out: a client is never shown who named them or whom they led to, holds have no reasons, staff are shown by role. Each reading is in the audit log.',
    query: ExportQuery,
    answers: { 200: PersonExportView },
    handle: async ({ fact, query }) => ok(await exportPerson(fact, personIdOf(query))),
  }),
];
