import { z } from 'zod';
import type { Client } from '../../entities/client.ts';
import type { ClientHold } from '../../entities/client-hold.ts';
import { holdsInForce } from '../../facts/clients/holds-in-force.ts';
import { liftHold } from '../../facts/clients/lift-hold.ts';
import { placeHold } from '../../facts/clients/place-hold.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import type { Tx } from '../../facts/transaction.ts';
import { created, gone, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { HoldList, HoldView, NewHold } from '../schemas/hold.ts';
import { refuseOthersClient, visibleClient, visibleCode } from '../visibility.ts';

const ById = z.object({ id: id() });

export const holdRoutes = [
  route({
    name: 'GET /clients/:id/holds',
    tag: 'People',
    summary: 'List the holds on a client that are in force',
    params: ById,
    answers: { 200: HoldList },
    async handle({ tx, me, practice, params }) {
      const client = await visibleClient(tx, me, params.id);
      const holds = await holdsInForce(tx, client.id, practice.timezone);
      const items = holds.map((hold) => ({
        ...holdView(hold),
        code: visibleCode(me, client, hold.code) === 'not_now' ? ('not_now' as const) : hold.code,
        mayLift: mayLift(tx, me, { client, hold, zone: practice.timezone }),
      }));
      return ok({ items });
    },
  }),

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

type Lifting = { client: Client; hold: ClientHold; zone: string };

/** Whoever knows which hold it is may lift it, and whoever placed it; one for good only the latter, on that day (E21). */
function mayLift(tx: Tx, me: Me, { client, hold, zone }: Lifting): boolean {
  const isTheirs = hold.setBy === me.staffId;
  if (hold.code === 'held' && !hold.until)
    return isTheirs && dateIn(zone, hold.createdAt) === dateIn(zone, tx.now);
  return isTheirs || visibleCode(me, client, hold.code) !== 'not_now';
}

function holdView(hold: ClientHold): z.output<typeof HoldView> {
  return { id: hold.id, code: hold.code, until: hold.until ?? null, createdAt: hold.createdAt.toISOString() };
}
