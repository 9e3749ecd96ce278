import { z } from 'zod';
import { Erasure } from '../../entities/erasure.ts';
import { liftErasure } from '../../facts/privacy/lift-erasure.ts';
import { returnedIn } from '../../facts/intake/keep-returned.ts';
import { requestErasure } from '../../facts/privacy/request-erasure.ts';
import { audit } from '../../facts/transaction.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { ErasureQuery, ErasureView, LiftedErasure, OneErasureView, WhoIsErased } from '../schemas/erasure.ts';
import { personIdOf } from '../schemas/person.ts';

export const erasureRoutes = [
  route({
    name: 'POST /erasures',
    tag: 'Privacy',
    summary: "Remove a person's data",
    description:
      'From now on nothing leaves for them; within minutes their data is gone from here and at our mail provider, with proof. Line numbers, generations and counts stay and name nobody. Of somebody who left the staff name and address go, and their open tasks move on (409 while they work here). Asked again, it answers 200 with the first.',
    body: WhoIsErased,
    answers: { 201: ErasureView, 200: ErasureView },
    async handle({ tx, body }) {
      const { erasure, isNew } = await requestErasure(tx, personIdOf(body));
      return isNew ? created(erasureView(erasure)) : ok(erasureView(erasure));
    },
  }),

  route({
    name: 'GET /erasures',
    tag: 'Privacy',
    summary: 'List erasures, with their proof',
    query: ErasureQuery,
    answers: { 200: pageOf(ErasureView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, Erasure, {}, query);
      return ok({ items: found.map(erasureView), nextCursor });
    },
  }),

  route({
    name: 'GET /erasures/:id',
    tag: 'Privacy',
    summary: 'Read an erasure',
    params: z.object({ id: id() }),
    answers: { 200: OneErasureView },
    async handle({ tx, params }) {
      const erasure = await tx.em.findOne(Erasure, { id: params.id });
      if (!erasure) throw notFound('erasure');
      const returned = returnedIn(erasure);
      if (returned.length > 0) audit(tx, 'read', { entity: 'erasure', id: erasure.id }, ['returned']);
      return ok({
        ...erasureView(erasure),
        returned: returned.map((one) => ({ ...one, typed: { ...one.typed } })),
      });
    },
  }),

  route({
    name: 'POST /erasures/:id/lifted',
    tag: 'Privacy',
    summary: 'Allow that somebody who was erased is entered again',
    description:
      'Until then whoever bears the erased address or external reference is refused wherever people enter: files, forms, the API. What was erased stays erased; the reason is kept.',
    params: z.object({ id: id() }),
    body: LiftedErasure,
    answers: { 200: ErasureView },
    handle: async ({ tx, params, body }) => ok(erasureView(await liftErasure(tx, params.id, body.reason))),
  }),
];

function erasureView(erasure: Erasure): z.output<typeof ErasureView> {
  return {
    id: erasure.id,
    subject: erasure.subject,
    subjectId: erasure.subjectId,
    status: erasure.status,
    proof: erasure.proof,
    removeByHand: erasure.byHand ? erasure.byHand.split('\n') : [],
    carrierAskedAt: erasure.carrierAskedAt?.toISOString() ?? null,
    liftedAt: erasure.liftedAt?.toISOString() ?? null,
    liftedBy: erasure.liftedBy ?? null,
    liftedBecause: erasure.liftedBecause ?? null,
    askedAt: erasure.askedAt.toISOString(),
    askedBy: erasure.askedBy ?? null,
    doneAt: erasure.doneAt?.toISOString() ?? null,
    updatedAt: erasure.updatedAt.toISOString(),
    workflowId: `erasure/${erasure.id}`,
  };
}
