import { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { searchTokens } from '../../entities/crypto/look-up.ts';
import { createClient, patchClient } from '../../facts/clients/save-client.ts';
import { ownClients, refuseOthersClient, visibleClient } from '../own-clients.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { ClientPatch, ClientQuery, ClientView, NewClient } from '../schemas/client.ts';
import { id, pageOf } from '../schemas/common.ts';
import { clientView, clientViews } from '../views/client-view.ts';

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
      return ok({ items: await clientViews(fact, me, found), nextCursor });
    },
  }),

  route({
    name: 'POST /clients',
    tag: 'People',
    summary: 'Add a client',
    body: NewClient,
    answers: { 201: ClientView },
    handle: async ({ fact, me, body }) => created(await clientView(fact, me, await createClient(fact, body))),
  }),

  route({
    name: 'GET /clients/:id',
    tag: 'People',
    summary: 'Read a client',
    params: ById,
    answers: { 200: ClientView },
    handle: async ({ fact, me, params }) =>
      ok(await clientView(fact, me, await visibleClient(fact, me, params.id))),
  }),

  route({
    name: 'PATCH /clients/:id',
    tag: 'People',
    summary: 'Change a client',
    params: ById,
    body: ClientPatch,
    answers: { 200: ClientView },
    async handle({ fact, me, params, body }) {
      await refuseOthersClient(fact, me, params.id);
      return ok(await clientView(fact, me, await patchClient(fact, params.id, body)));
    },
  }),
];
