import { z } from 'zod';
import { ServiceLine } from '../../entities/service-line.ts';
import { addServiceLine, changeServiceLine } from '../../facts/practice/save-service-line.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  NewServiceLine,
  ServiceLinePatch,
  ServiceLineQuery,
  ServiceLineView,
} from '../schemas/service-line.ts';

export const serviceLineRoutes = [
  route({
    name: 'GET /service-lines',
    tag: 'Practice',
    summary: 'List what the practice offers',
    query: ServiceLineQuery,
    answers: { 200: pageOf(ServiceLineView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, ServiceLine, {}, query);
      return ok({ items: found.map(serviceLineView), nextCursor });
    },
  }),

  route({
    name: 'POST /service-lines',
    tag: 'Practice',
    summary: 'Add a service line with its stages',
    description: 'A name that another line has is 409.',
    body: NewServiceLine,
    answers: { 201: ServiceLineView },
    handle: async ({ tx, body }) => created(serviceLineView(await addServiceLine(tx, body))),
  }),

  route({
    name: 'PATCH /service-lines/:id',
    tag: 'Practice',
    summary: 'Change a service line',
    description:
      'Stages are given whole. A client whose stage is no longer among them is read by their sessions.',
    params: z.object({ id: id() }),
    body: ServiceLinePatch,
    answers: { 200: ServiceLineView },
    handle: async ({ tx, params, body }) => ok(serviceLineView(await changeServiceLine(tx, params.id, body))),
  }),
];

function serviceLineView({
  id: lineId,
  name,
  stages,
  createdAt,
  updatedAt,
}: ServiceLine): z.output<typeof ServiceLineView> {
  return {
    id: lineId,
    name,
    stages,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
