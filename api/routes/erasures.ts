import { z } from 'zod';
import { Erasure } from '../../entities/erasure.ts';
import { requestErasure } from '../../facts/privacy/request-erasure.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { ErasureQuery, ErasureView } from '../schemas/erasure.ts';
import { OnePerson } from '../schemas/people-export.ts';
import { personIdOf } from '../schemas/person.ts';

export const erasureRoutes = [
  route({
    name: 'POST /erasures',
    tag: 'Privacy',
    summary: "Remove a person's data",
    description:
      'From now on nothing leaves for them; within minutes their data is gone from here and at our mail provider, with proof. Line numbers, generations and counts stay and name nobody. Asked again, it answers 200 with the first.',
    body: OnePerson,
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
    answers: { 200: ErasureView },
    async handle({ tx, params }) {
      const erasure = await tx.em.findOne(Erasure, { id: params.id });
      if (!erasure) throw notFound('erasure');
      return ok(erasureView(erasure));
    },
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
    askedAt: erasure.askedAt.toISOString(),
    askedBy: erasure.askedBy ?? null,
    doneAt: erasure.doneAt?.toISOString() ?? null,
    updatedAt: erasure.updatedAt.toISOString(),
    workflowId: `erasure/${erasure.id}`,
  };
}
