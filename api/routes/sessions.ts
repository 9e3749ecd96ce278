import { z } from 'zod';
import { ClientSession } from '../../entities/client-session.ts';
import { changeSession, saveSession, type SessionFields } from '../../facts/journeys/save-session.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { NewSession, SessionPatch, SessionQuery, SessionView } from '../schemas/session.ts';
import { visibleClient, refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const sessionRoutes = [
  route({
    name: 'GET /clients/:id/sessions',
    tag: 'People',
    summary: "List a client's appointments",
    params: ById,
    query: SessionQuery,
    answers: { 200: pageOf(SessionView) },
    async handle({ tx, me, params, query }) {
      const client = await visibleClient(tx, me, params.id);
      const { found, nextCursor } = await listPage(tx.em, ClientSession, { clientId: client.id }, query);
      return ok({ items: found.map(sessionView), nextCursor });
    },
  }),

  route({
    name: 'POST /clients/:id/sessions',
    tag: 'People',
    summary: 'Record an appointment, or what became of it',
    description:
      'The same externalRef again changes that appointment (200); the same moment and status again is the same appointment (200), unless two references say otherwise. What is attended after a discharge begins a new episode of care.',
    params: ById,
    body: NewSession,
    answers: { 201: SessionView, 200: SessionView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      const { at, status, externalRef = null } = body;
      const fields = { at: new Date(at), status, externalRef };
      const { session, isNew } = await saveSession(tx, params.id, fields, practice.timezone);
      return isNew ? created(sessionView(session)) : ok(sessionView(session));
    },
  }),

  route({
    name: 'PATCH /clients/:id/sessions/:sessionId',
    tag: 'People',
    summary: 'Change an appointment',
    params: z.object({ id: id(), sessionId: id() }),
    body: SessionPatch,
    answers: { 200: SessionView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      const of = { clientId: params.id, sessionId: params.sessionId };
      return ok(sessionView(await changeSession(tx, of, changeOf(body), practice.timezone)));
    },
  }),
];

function changeOf({ at, status, externalRef }: z.output<typeof SessionPatch>): Partial<SessionFields> {
  return {
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(status === undefined ? {} : { status }),
    ...(externalRef === undefined ? {} : { externalRef }),
  };
}

function sessionView(session: ClientSession): z.output<typeof SessionView> {
  return {
    id: session.id,
    at: session.at.toISOString(),
    status: session.status,
    externalRef: session.externalRef ?? null,
    imported: session.imported,
    createdAt: session.createdAt.toISOString(),
    updatedAt: session.updatedAt.toISOString(),
  };
}
