import { z } from 'zod';
import { Source } from '../../entities/source.ts';
import { addSource, changeSource } from '../../facts/source-log/save-source.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { ListedSource, NewSource, SourcePatch, SourceQuery } from '../schemas/source-list.ts';

export const sourceRoutes = [
  route({
    name: 'GET /sources',
    tag: 'Enquiries',
    summary: 'List where people come from: which surgery, which episode, which client',
    description: 'A practitioner sees that a source is a client, and not which.',
    query: SourceQuery,
    answers: { 200: pageOf(ListedSource) },
    async handle({ tx, me, query }) {
      const where = query.kind ? { kind: query.kind } : {};
      const { found, nextCursor } = await listPage(tx.em, Source, where, query);
      return ok({ items: found.map((source) => sourceOf(source, me)), nextCursor });
    },
  }),

  route({
    name: 'POST /sources',
    tag: 'Enquiries',
    summary: 'Name a source',
    description:
      'Case, accents and punctuation do not tell two names apart: the same kind and name answers 200 with the first.',
    body: NewSource,
    answers: {
      201: ListedSource,
      200: { schema: ListedSource, description: 'Known already: the first of this kind and name.' },
    },
    async handle({ tx, me, body }) {
      const { source, outcome } = await addSource(tx, body);
      const view = sourceOf(source, me);
      return outcome === 'added' ? created(view) : ok(view);
    },
  }),

  route({
    name: 'PATCH /sources/:id',
    tag: 'Enquiries',
    summary: 'Give a source another name, or say who it is',
    params: z.object({ id: id() }),
    body: SourcePatch,
    answers: { 200: ListedSource },
    handle: async ({ tx, me, params, body }) => ok(sourceOf(await changeSource(tx, params.id, body), me)),
  }),
];

/** Which client sent somebody is for the desk and the owner (S25). */
function sourceOf(source: Source, me: Me): z.output<typeof ListedSource> {
  const hidden = source.kind === 'client' && me.ownOnly;
  return {
    id: source.id,
    kind: source.kind,
    name: hidden ? null : source.name,
    clientId: hidden ? null : (source.client?.id ?? null),
    professionalId: source.professional?.id ?? null,
    createdAt: source.createdAt.toISOString(),
    updatedAt: source.updatedAt.toISOString(),
  };
}
