import { z } from 'zod';
import { recordDischarge } from '../../facts/journeys/record-discharge.ts';
import { setStage } from '../../facts/clients/set-stage.ts';
import { ok, route } from '../route.ts';
import { ClientView } from '../schemas/client.ts';
import { id } from '../../http/fields.ts';
import { DischargedClient, NewDischarge, NewStage } from '../schemas/course.ts';
import { clientView } from '../views/client-view.ts';
import { visibleClient, refuseOthersClient, refuseOthersTick } from '../visibility.ts';

const ById = z.object({ id: id() });

/** How far the work with a client has come, and how it ended. */
export const courseRoutes = [
  route({
    name: 'POST /clients/:id/stage',
    tag: 'People',
    summary: 'Say how far the work has come',
    params: ById,
    body: NewStage,
    answers: { 200: ClientView },
    async handle({ tx, me, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      return ok(await clientView(tx, me, await setStage(tx, params.id, body.stage)));
    },
  }),

  route({
    name: 'POST /clients/:id/discharge',
    tag: 'People',
    summary: 'Record how the work with a client ended',
    description:
      'A planned ending sends its ending note by itself and makes its own milestone. Said again of the same ending, the later word counts. Whoever steps down goes on with us.',
    params: ById,
    body: NewDischarge,
    answers: { 200: DischargedClient },
    async handle({ tx, me, practice, params, body }) {
      refuseOthersTick(me, await visibleClient(tx, me, params.id), body.practitionerTick);
      const { client, milestone } = await recordDischarge(tx, {
        ...body,
        clientId: params.id,
        zone: practice.timezone,
      });
      const view = await clientView(tx, me, client);
      return ok({ ...view, milestoneId: milestone?.id });
    },
  }),
];
