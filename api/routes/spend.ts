import type { z } from 'zod';
import { Spend } from '../../entities/spend.ts';
import { saveSpend } from '../../facts/spend/save-spend.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { NewSpend, SpendQuery, SpendView } from '../schemas/spend.ts';

export const spendRoutes = [
  route({
    name: 'GET /spend',
    tag: 'Reports',
    summary: 'List what was spent on each kind of source, month by month',
    query: SpendQuery,
    answers: { 200: pageOf(SpendView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(tx.em, Spend, {}, query);
      return ok({ items: found.map(spendView), nextCursor });
    },
  }),

  route({
    name: 'POST /spend',
    tag: 'Reports',
    summary: 'Record what a kind of source cost in a month, in money and in staff time (S31)',
    body: NewSpend,
    answers: {
      201: SpendView,
      200: { schema: SpendView, description: 'Replaces what was recorded of this kind and month.' },
    },
    async handle({ tx, body }) {
      const { spend, outcome } = await saveSpend(tx, body);
      return outcome === 'added' ? created(spendView(spend)) : ok(spendView(spend));
    },
  }),
];

function spendView(spend: Spend): z.output<typeof SpendView> {
  const { id, sourceKind, month, amountMinor, minutes, currency, createdAt, updatedAt } = spend;
  return {
    id,
    sourceKind,
    month,
    amountMinor,
    minutes,
    currency,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
