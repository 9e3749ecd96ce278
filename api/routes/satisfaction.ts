import { z } from 'zod';
import type { Satisfaction } from '../../entities/satisfaction.ts';
import { addPseudonymousScore, recordSatisfaction } from '../../facts/clients/record-satisfaction.ts';
import { created, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { NewPseudonymousScore, NewSatisfaction, SatisfactionView } from '../schemas/satisfaction.ts';
import { refuseOthersClient } from '../visibility.ts';

export const satisfactionRoutes = [
  route({
    name: 'POST /clients/:id/satisfaction',
    tag: 'People',
    summary: 'Record what a client said of how we did',
    description:
      'A low score holds prompts back and is a task for their practitioner. Kind words are sealed, and no answer here shows them.',
    params: z.object({ id: id() }),
    body: NewSatisfaction,
    answers: { 201: SatisfactionView },
    async handle({ tx, me, params, body }) {
      await refuseOthersClient(tx, me, params.id);
      const at = body.at === undefined ? tx.now : new Date(body.at);
      return created(satisfactionView(await recordSatisfaction(tx, { ...body, clientId: params.id, at })));
    },
  }),

  route({
    name: 'POST /satisfaction',
    tag: 'People',
    summary: 'Record a score of somebody who is not named',
    description: 'Outcome measures come only this way.',
    body: NewPseudonymousScore,
    answers: { 201: SatisfactionView },
    handle: async ({ tx, body }) => created(satisfactionView(await addPseudonymousScore(tx, body))),
  }),
];

function satisfactionView(row: Satisfaction): z.output<typeof SatisfactionView> {
  return {
    id: row.id,
    instrument: row.instrument,
    score: row.score ?? null,
    at: row.at?.toISOString() ?? null,
    month: row.month,
    practitionerId: row.practitionerId ?? null,
    serviceLineId: row.serviceLineId ?? null,
    stage: row.stage ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
