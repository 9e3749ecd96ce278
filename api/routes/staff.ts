import { z } from 'zod';
import { ApiKey } from '../../entities/api-key.ts';
import { Absence } from '../../entities/absence.ts';
import { Staff } from '../../entities/staff.ts';
import { addAbsence, removeAbsence } from '../../facts/practice/save-absence.ts';
import { issueApiKey, revokeApiKey } from '../../facts/practice/save-api-key.ts';
import { patchStaffAndTell } from '../../facts/outbound-mail/tell-owners.ts';
import { createStaff } from '../../facts/practice/save-staff.ts';
import { notFound } from '../../facts/refusal.ts';
import type { Tx } from '../../facts/transaction.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  AbsenceView,
  ApiKeyView,
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
      const { found, nextCursor } = await listPage(tx.em, Staff, { erasedAt: null }, query);
      return ok({ items: found.map(staffView), nextCursor });
    },
  }),

  route({
    name: 'POST /staff',
    tag: 'Practice',
    summary: 'Add a member of staff',
    body: NewStaff,
    answers: { 201: StaffView },
    handle: async ({ tx, me, body }) => created(staffView(await createStaff(tx, me.held, body))),
  }),

  route({
    name: 'PATCH /staff/:id',
    tag: 'Practice',
    summary: 'Change a member of staff',
    description: 'The last active owner stays one (409). Only an owner changes an owner, or makes one (403).',
    params: ById,
    body: StaffPatch,
    answers: { 200: StaffView },
    handle: async ({ tx, me, params, body }) =>
      ok(staffView(await patchStaffAndTell(tx, me.held, params.id, body))),
  }),

  route({
    name: 'GET /staff/:id/api-keys',
    tag: 'Practice',
    summary: "List somebody's API keys, without what opens anything",
    params: ById,
    query: StaffQuery,
    answers: { 200: pageOf(ApiKeyView) },
    async handle({ tx, params, query }) {
      await staffWith(tx, params.id);
      const where = { practiceId: tx.practiceId, staffId: params.id };
      const { found, nextCursor } = await listPage(tx.em, ApiKey, where, query);
      return ok({ items: found.map(apiKeyView), nextCursor });
    },
  }),

  route({
    name: 'POST /staff/:id/api-keys',
    tag: 'Practice',
    summary: 'Issue an API key',
    description:
      'The key is shown in this answer only. A key of an owner is issued by an owner (403). A new key of an agency ends the one before.',
    params: ById,
    body: NewApiKey,
    answers: { 201: IssuedApiKey },
    secretFields: ['apiKey'],
    async handle({ tx, me, params, body }) {
      const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null;
      const asked = { label: body.label, expiresAt, by: me.held };
      const { key, secret } = await issueApiKey(tx, params.id, asked);
      const { id: keyId, label, createdAt, expiresAt: until } = apiKeyView(key);
      return created({ id: keyId, label, apiKey: secret, createdAt, expiresAt: until });
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
      await staffWith(tx, params.id);
      const { found, nextCursor } = await listPage(tx.em, Absence, { staffId: params.id }, query);
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

async function staffWith({ em }: Tx, staffId: string): Promise<void> {
  if ((await em.count(Staff, { id: staffId })) === 0) throw notFound('member of staff');
}

function apiKeyView(key: ApiKey): z.output<typeof ApiKeyView> {
  return {
    id: key.id,
    label: key.label,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

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
