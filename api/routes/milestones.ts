import { z } from 'zod';
import type { Client } from '../../entities/client.ts';
import { Milestone } from '../../entities/milestone.ts';
import { recordMilestone } from '../../facts/journeys/record-milestone.ts';
import { listPage } from '../page.ts';
import { created, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { MilestoneQuery, MilestoneView, NewMilestone } from '../schemas/milestone.ts';
import { visibleClient, refuseOthersTick, visibleCode } from '../visibility.ts';

const ById = z.object({ id: id() });

export const milestoneRoutes = [
  route({
    name: 'GET /clients/:id/milestones',
    tag: 'People',
    summary: "List a client's milestones, and what became of each",
    params: ById,
    query: MilestoneQuery,
    answers: { 200: pageOf(MilestoneView) },
    async handle({ tx, me, params, query }) {
      const client = await visibleClient(tx, me, params.id);
      const { found, nextCursor } = await listPage(tx.em, Milestone, { clientId: client.id }, query);
      return ok({ items: found.map((milestone) => milestoneView(me, client, milestone)), nextCursor });
    },
  }),

  route({
    name: 'POST /clients/:id/milestones',
    tag: 'People',
    summary: 'Record a milestone',
    description:
      'It waits for an e-mail that the practice sends anyway, and is gated now and again at sending. The same one again answers 200. An ending makes its own (409 here).',
    params: ById,
    body: NewMilestone,
    answers: { 201: MilestoneView, 200: MilestoneView },
    async handle({ tx, me, practice, params, body }) {
      const client = await visibleClient(tx, me, params.id);
      refuseOthersTick(me, client, body.practitionerTick);
      const { milestone, isNew } = await recordMilestone(tx, {
        clientId: client.id,
        kind: body.kind,
        occurredOn: body.occurredOn,
        practitionerTick: body.practitionerTick ?? false,
        recordedVia: 'staff',
        zone: practice.timezone,
      });
      const view = milestoneView(me, client, milestone);
      return isNew ? created(view) : ok(view);
    },
  }),
];

function milestoneView(me: Me, client: Client, milestone: Milestone): z.output<typeof MilestoneView> {
  const { code, carrier, carriedBy, carriedAt } = milestone;
  return {
    id: milestone.id,
    kind: milestone.kind,
    occurredOn: milestone.occurredOn,
    practitionerTick: milestone.practitionerTick,
    status: milestone.status,
    code: code ? visibleCode(me, client, code) : undefined,
    carrier: carrier ?? undefined,
    messageId: carriedBy?.id,
    carriedAt: carriedAt?.toISOString(),
    createdAt: milestone.createdAt.toISOString(),
    updatedAt: milestone.updatedAt.toISOString(),
  };
}
