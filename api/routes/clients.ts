import { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { searchTokens } from '../../entities/crypto/look-up.ts';
import { createClient, patchClient } from '../../facts/clients/save-client.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { ClientPatch, ClientQuery, ClientView, NewClient } from '../schemas/client.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { clientView, clientViews } from '../views/client-view.ts';
import { ownRows, visibleClient, refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const clientRoutes = [
  route({
    name: 'GET /clients',
    tag: 'People',
    summary: 'List clients',
    query: ClientQuery,
    answers: { 200: pageOf(ClientView) },
    async handle({ tx, me, query }) {
      const tokens = query.q === undefined ? [] : searchTokens(query.q);
      const where = {
        ...ownRows(me),
        ...(tokens.length > 0 ? { searchTokens: { $contains: tokens } } : {}),
      };
      const { found, nextCursor } = await listPage(tx.em, Client, where, query);
      return ok({ items: await clientViews(tx, me, found), nextCursor });
    },
  }),

  route({
    name: 'POST /clients',
    tag: 'People',
    summary: 'Add a client',
    body: NewClient,
    answers: { 201: ClientView },
    handle: async ({ tx, me, body }) => created(await clientView(tx, me, await createClient(tx, body))),
  }),

  route({
    name: 'GET /clients/:id',
    tag: 'People',
    summary: 'Read a client',
    params: ById,
    answers: { 200: ClientView },
    handle: async ({ tx, me, params }) =>
      ok(await clientView(tx, me, await visibleClient(tx, me, params.id))),
  }),

  route({
    name: 'PATCH /clients/:id',
    tag: 'People',
    summary: 'Change a client',
    params: ById,
    body: ClientPatch,
    answers: { 200: ClientView },
    async handle({ tx, me, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      return ok(await clientView(tx, me, await patchClient(tx, params.id, body)));
    },
  }),
];
