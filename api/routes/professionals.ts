import { z } from 'zod';
import { Professional } from '../../entities/professional.ts';
import { searchTokens } from '../../entities/crypto/look-up.ts';
import { createProfessional, patchProfessional } from '../../facts/professionals/save-professional.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  NewProfessional,
  ProfessionalPatch,
  ProfessionalQuery,
  ProfessionalView,
} from '../schemas/professional.ts';
import { ProfessionalInFull } from '../schemas/relationship.ts';
import { professionalView } from '../views/professional-view.ts';
import { relationshipView } from '../views/relationship-view.ts';

const ById = z.object({ id: id() });

export const professionalRoutes = [
  route({
    name: 'GET /professionals',
    tag: 'People',
    summary: 'List colleagues',
    query: ProfessionalQuery,
    answers: { 200: pageOf(ProfessionalView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, Professional, asked(query), query);
      return ok({ items: found.map(professionalView), nextCursor });
    },
  }),

  route({
    name: 'POST /professionals',
    tag: 'People',
    summary: 'Add a colleague',
    body: NewProfessional,
    answers: { 201: ProfessionalView },
    handle: async ({ tx, practice, body }) =>
      created(professionalView(await createProfessional(tx, practice, body))),
  }),

  route({
    name: 'GET /professionals/:id',
    tag: 'People',
    summary: 'Read a colleague',
    params: ById,
    answers: { 200: ProfessionalInFull },
    async handle({ tx, params }) {
      const professional = await tx.em.findOne(Professional, { id: params.id });
      if (!professional) throw notFound('professional');
      const relationship = await relationshipView(tx, professional);
      return ok({ ...professionalView(professional), relationship });
    },
  }),

  route({
    name: 'PATCH /professionals/:id',
    tag: 'People',
    summary: 'Change a colleague',
    params: ById,
    body: ProfessionalPatch,
    answers: { 200: ProfessionalView },
    handle: async ({ tx, practice, params, body }) =>
      ok(professionalView(await patchProfessional(tx, practice, params.id, body))),
  }),
];

function asked({ q, kind, trusted }: z.output<typeof ProfessionalQuery>): Record<string, unknown> {
  const tokens = q === undefined ? [] : searchTokens(q);
  return {
    ...(tokens.length > 0 ? { searchTokens: { $contains: tokens } } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(trusted === undefined ? {} : { trusted: trusted === 'true' }),
  };
}
