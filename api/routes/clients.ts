import { raw } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { searchTokens } from '../../entities/crypto/look-up.ts';
import { addClient } from '../../facts/clients/add-client.ts';
import { mergeClients } from '../../facts/journeys/merge-clients.ts';
import { mergedInto } from '../../facts/merged-client.ts';
import { patchClient } from '../../facts/clients/save-client.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import {
  AddedClientView,
  ClientPatch,
  ClientQuery,
  ClientView,
  Merge,
  NewClient,
  ReadClientView,
} from '../schemas/client.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { clientView, clientViews } from '../views/client-view.ts';
import { ownRows, practitionerFor, visibleClient, refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const clientRoutes = [
  route({
    name: 'GET /clients',
    tag: 'People',
    summary: 'List clients',
    query: ClientQuery,
    answers: { 200: pageOf(ClientView) },
    async handle({ tx, me, query }) {
      const where = { $and: [ownRows(me), ...wanted(query)] };
      const { found, nextCursor } = await listPage(tx.em, Client, where, query);
      return ok({ items: await clientViews(tx, me, found), nextCursor });
    },
  }),

  route({
    name: 'POST /clients',
    tag: 'People',
    summary: 'Add a client',
    description:
      'Somebody who is known already, by externalRef, or by address and last name, answers 200 with the first record, unchanged. Whoever is only like somebody (the same address, the same name and telephone) is added, with `possibleDuplicateOf`: look, and merge the two where they are one. `distinct: true` says that somebody has looked, and adds them.',
    body: NewClient,
    answers: { 201: AddedClientView, 200: AddedClientView },
    async handle({ tx, me, body }) {
      const { distinct = false, ...fields } = body;
      const practitionerId = practitionerFor(me, body.practitionerId);
      const given = { ...fields, practitionerId };
      const { client, isNew, possibleDuplicateOf } = await addClient(tx, given, {
        distinct,
        mayKnow: mayKnow(me),
      });
      const view = await clientView(tx, me, client);
      if (!isNew) return ok({ ...view, known: true });
      return created({ ...view, ...(possibleDuplicateOf ? { possibleDuplicateOf } : {}) });
    },
  }),

  route({
    name: 'GET /clients/:id',
    tag: 'People',
    summary: 'Read a client',
    params: ById,
    description: 'An id that was merged into another answers with that client, and with `mergedInto`.',
    answers: { 200: ReadClientView },
    async handle({ tx, me, params }) {
      const into = await mergedInto(tx, params.id);
      const view = await clientView(tx, me, await visibleClient(tx, me, into ?? params.id));
      return ok(into === null ? view : { ...view, id: params.id, mergedInto: into });
    },
  }),

  route({
    name: 'POST /clients/:id/merge',
    tag: 'People',
    summary: 'Make two records of one person one',
    description:
      'Every fact of this client moves to the other one, whose own fields stay and whose gaps are filled. Of two consents the stricter wins: a no of either is theirs, and a yes of one that is gone is asked for anew. Holds stay in force, exceptions from gates do not move. Repeated, it changes nothing.',
    params: ById,
    body: Merge,
    answers: { 200: ClientView },
    handle: async ({ tx, me, params, body }) =>
      ok(await clientView(tx, me, await mergeClients(tx, params.id, body.intoClientId))),
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
      return ok(await clientView(tx, me, await patchClient(tx, params.id, body, mayKnow(me))));
    },
  }),
];

/** What a list is narrowed to. */
function wanted({ q, practitioner, stage, waiting }: z.output<typeof ClientQuery>): object[] {
  const tokens = q === undefined ? [] : searchTokens(q);
  return [
    ...(tokens.length > 0 ? [{ searchTokens: { $contains: tokens } }] : []),
    ...(practitioner === undefined ? [] : [{ practitionerId: practitioner }]),
    ...(stage === undefined ? [] : [{ stage }]),
    ...(waiting === undefined ? [] : [{ [aMomentWaits()]: true }]),
  ];
}

function aMomentWaits() {
  return raw(
    (client) =>
      `exists (select 1 from milestone m where m.practice_id = ${client}.practice_id and m.client_id = ${client}.id and m.status = 'waiting')`,
  );
}

/** Whether this caller may hear of a client whom they did not name: a practitioner of their own only. */
function mayKnow({ ownOnly, staffId }: Me): (client: Client) => boolean {
  return (client) => !ownOnly || client.practitioner?.id === staffId;
}
