import { z } from 'zod';
import type { ClientHold } from '../../entities/client-hold.ts';
import { liftHold } from '../../facts/clients/lift-hold.ts';
import { placeHold } from '../../facts/clients/place-hold.ts';
import { created, gone, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { HoldView, NewHold } from '../schemas/hold.ts';
import { refuseOthersClient } from '../visibility.ts';

const ById = z.object({ id: id() });

export const holdRoutes = [
  route({
    name: 'POST /clients/:id/holds',
    tag: 'People',
    summary: 'Hold a client',
    description: 'Carries no reason and accepts none.',
    params: ById,
    body: NewHold,
    answers: { 201: HoldView },
    async handle({ tx, me, practice, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      const { code, until } = body;
      return created(
        holdView(
          await placeHold(tx, {
            clientId: params.id,
            code,
            until,
            setBy: me.staffId,
            zone: practice.timezone,
          }),
        ),
      );
    },
  }),

  route({
    name: 'DELETE /clients/:id/holds/:holdId',
    tag: 'People',
    summary: 'Lift a hold',
    description: '`held` for good may be undone only by whoever placed it (403), on the same day (409).',
    params: z.object({ id: id(), holdId: id() }),
    answers: { 204: null },
    async handle({ tx, me, practice, params }) {
      await refuseOthersClient(tx, me, params.id);
      await liftHold(tx, { clientId: params.id, holdId: params.holdId, zone: practice.timezone });
      return gone;
    },
  }),
];

function holdView(hold: ClientHold): z.output<typeof HoldView> {
  return { id: hold.id, code: hold.code, until: hold.until ?? null, createdAt: hold.createdAt.toISOString() };
}
