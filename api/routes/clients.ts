import { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { searchTokens } from '../../entities/sealing/look-up.ts';
import { createClient, patchClient } from '../../facts/keep-client.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { ClientPatch, ClientQuery, ClientView, NewClient } from '../schemas/client.ts';
import { id, pageOf } from '../schemas/common.ts';

const ById = z.object({ id: id() });

export const clientRoutes = [
  route({
    name: 'GET /clients',
    tag: 'People',
    summary: 'List clients',
    query: ClientQuery,
    answers: { 200: pageOf(ClientView) },
    async handle({ fact, me, query }) {
      const tokens = query.q === undefined ? [] : searchTokens(query.q);
      const where = {
        ...ownClients(me),
        ...(tokens.length > 0 ? { searchTokens: { $contains: tokens } } : {}),
      };
      const { found, nextCursor } = await listPage(fact.em, Client, where, query);
      return ok({ items: found.map(clientView), nextCursor });
    },
  }),

  route({
    name: 'POST /clients',
    tag: 'People',
    summary: 'Add a client',
    body: NewClient,
    answers: { 201: ClientView },
    handle: async ({ fact, body }) => created(clientView(await createClient(fact, body))),
  }),

  route({
    name: 'GET /clients/:id',
    tag: 'People',
    summary: 'Read a client',
    params: ById,
    answers: { 200: ClientView },
    async handle({ fact, me, params }) {
      const client = await fact.em.findOne(Client, { id: params.id, ...ownClients(me) });
      if (!client) throw notFound('client');
      return ok(clientView(client));
    },
  }),

  route({
    name: 'PATCH /clients/:id',
    tag: 'People',
    summary: 'Change a client',
    params: ById,
    body: ClientPatch,
    answers: { 200: ClientView },
    async handle({ fact, me, params, body }) {
      if (me.ownOnly && (await fact.em.count(Client, { id: params.id, ...ownClients(me) })) === 0)
        throw notFound('client');
      return ok(clientView(await patchClient(fact, params.id, body)));
    },
  }),
];

/** A practitioner sees their own clients only (§4.3). */
export function ownClients(me: Me): Record<string, unknown> {
  return me.ownOnly ? { practitionerId: me.staffId } : {};
}

export function clientView(client: Client) {
  return {
    id: client.id,
    firstName: client.firstName,
    lastName: client.lastName ?? null,
    email: client.email ?? null,
    phone: client.phone ?? null,
    externalRef: client.externalRef ?? null,
    birthYear: client.birthYear ?? null,
    practitionerId: client.practitioner?.id ?? null,
    serviceLineId: client.serviceLineId ?? null,
    stage: client.stage ?? null,
    plannedEndOn: client.plannedEndOn ?? null,
    plannedShort: client.plannedShort ?? null,
    ending: client.ending ?? null,
    endedOn: client.endedOn ?? null,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
