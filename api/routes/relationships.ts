import { z } from 'zod';
import { logTouch } from '../../facts/relationships/log-touch.ts';
import { recordClaim } from '../../facts/relationships/record-claim.ts';
import { recordMove } from '../../facts/relationships/record-move.ts';
import { id } from '../../http/fields.ts';
import { created, ok, route } from '../route.ts';
import { ProfessionalView } from '../schemas/professional.ts';
import { ClaimView, Moved, NewClaim, NewTouch, TouchView } from '../schemas/relationship.ts';
import { professionalView } from '../views/professional-view.ts';

const ById = z.object({ id: id() });

export const relationshipRoutes = [
  route({
    name: 'POST /professionals/:id/touches',
    tag: 'People',
    summary: 'You were in touch with a colleague: their rhythm begins anew, and nothing is sent',
    params: ById,
    body: NewTouch,
    answers: { 201: TouchView },
    async handle({ tx, practice, params, body }) {
      const touch = await logTouch(tx, practice, params.id, body);
      return created({
        id: touch.id,
        professionalId: params.id,
        kind: touch.kind,
        on: touch.on,
        at: touch.at.toISOString(),
        createdAt: touch.createdAt.toISOString(),
      });
    },
  }),

  route({
    name: 'POST /professionals/:id/claims',
    tag: 'People',
    summary: '"I gave out your name": set against who arrived; the same month again replaces it',
    params: ById,
    body: NewClaim,
    answers: { 201: ClaimView, 200: ClaimView },
    async handle({ tx, practice, params, body }) {
      const { claim, isNew } = await recordClaim(tx, practice, params.id, body);
      const view = {
        id: claim.id,
        professionalId: params.id,
        count: claim.count,
        month: claim.month,
        at: claim.at.toISOString(),
      };
      return isNew ? created(view) : ok(view);
    },
  }),

  route({
    name: 'POST /professionals/:id/moved',
    tag: 'People',
    summary:
      'A colleague works elsewhere now: they stay a contact, and the old place gets a successor to find',
    params: ById,
    body: Moved,
    answers: { 200: ProfessionalView },
    handle: async ({ tx, practice, params, body }) =>
      ok(professionalView(await recordMove(tx, practice, params.id, body))),
  }),
];
