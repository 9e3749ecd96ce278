import { z } from 'zod';
import { Absence } from '../../entities/absence.ts';
import { Staff } from '../../entities/staff.ts';
import { addAbsence, removeAbsence } from '../../facts/practice/save-absence.ts';
import { issueApiKey, revokeApiKey } from '../../facts/practice/save-api-key.ts';
import { createStaff, patchStaff } from '../../facts/practice/save-staff.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  AbsenceView,
  IssuedApiKey,
  NewAbsence,
  NewApiKey,
  NewStaff,
  StaffPatch,
  StaffQuery,
  StaffView,
} from '../schemas/staff.ts';

const ById = z.object({ id: id() });

export const staffRoutes = [
  route({
    name: 'GET /staff',
    tag: 'Practice',
    summary: 'List who works here',
    query: StaffQuery,
    answers: { 200: pageOf(StaffView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, Staff, {}, query);
      return ok({ items: found.map(staffView), nextCursor });
    },
  }),

  route({
    name: 'POST /staff',
    tag: 'Practice',
    summary: 'Add a member of staff',
    body: NewStaff,
    answers: { 201: StaffView },
    handle: async ({ tx, body }) => created(staffView(await createStaff(tx, body))),
  }),

  route({
    name: 'PATCH /staff/:id',
    tag: 'Practice',
    summary: 'Change a member of staff',
    description: 'The last active owner stays one (409).',
    params: ById,
    body: StaffPatch,
    answers: { 200: StaffView },
    handle: async ({ tx, params, body }) => ok(staffView(await patchStaff(tx, params.id, body))),
  }),

  route({
    name: 'POST /staff/:id/api-keys',
    tag: 'Practice',
    summary: 'Issue an API key',
    description: 'The key is shown in this answer only.',
    params: ById,
    body: NewApiKey,
    answers: { 201: IssuedApiKey },
    secretFields: ['apiKey'],
    async handle({ tx, params, body }) {
      const { key, secret } = await issueApiKey(tx, params.id, body.label);
      return created({
        id: key.id,
        label: key.label,
        apiKey: secret,
        createdAt: key.createdAt.toISOString(),
      });
    },
  }),

  route({
    name: 'DELETE /staff/:id/api-keys/:keyId',
    tag: 'Practice',
    summary: 'Revoke an API key',
    params: z.object({ id: id(), keyId: id() }),
    answers: { 204: null },
    async handle({ tx, params }) {
      await revokeApiKey(tx, params.id, params.keyId);
      return gone;
    },
  }),

  route({
    name: 'GET /staff/:id/absences',
    tag: 'Practice',
    summary: 'List when somebody is away',
    params: ById,
    query: StaffQuery,
    answers: { 200: pageOf(AbsenceView) },
    async handle({ tx, params, query }) {
      if ((await tx.em.count(Staff, { id: params.id })) === 0) throw notFound('member of staff');
      const { found, nextCursor } = await listPage(
        tx.em,
        Absence,
        { staffId: params.id },
        query,
        'createdAt',
      );
      return ok({ items: found.map(absenceView), nextCursor });
    },
  }),

  route({
    name: 'POST /staff/:id/absences',
    tag: 'Practice',
    summary: 'Say that somebody will be away, and who stands in',
    description:
      'Duties fall to whoever stands in at the moment they fire. A chain that would come back to the same person is 422.',
    params: ById,
    body: NewAbsence,
    answers: { 201: AbsenceView },
    handle: async ({ tx, params, body }) => created(absenceView(await addAbsence(tx, params.id, body))),
  }),

  route({
    name: 'DELETE /staff/:id/absences/:absenceId',
    tag: 'Practice',
    summary: 'Take an absence back',
    params: z.object({ id: id(), absenceId: id() }),
    answers: { 204: null },
    async handle({ tx, params }) {
      await removeAbsence(tx, params.id, params.absenceId);
      return gone;
    },
  }),
];

function staffView(member: Staff): z.output<typeof StaffView> {
  return {
    id: member.id,
    name: member.name,
    email: member.email,
    roles: member.roles,
    active: member.active,
    whoWeHelp: member.whoWeHelp ?? null,
    whatToExpect: member.whatToExpect ?? null,
    videoUrl: member.videoUrl ?? null,
    createdAt: member.createdAt.toISOString(),
    updatedAt: member.updatedAt.toISOString(),
  };
}

function absenceView(absence: Absence): z.output<typeof AbsenceView> {
  return {
    id: absence.id,
    staffId: absence.staff.id,
    from: absence.from,
    to: absence.to,
    coverStaffId: absence.coverStaff?.id ?? null,
    createdAt: absence.createdAt.toISOString(),
  };
}
