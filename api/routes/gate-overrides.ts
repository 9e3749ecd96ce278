import { z } from 'zod';
import type { Client } from '../../entities/client.ts';
import { GateOverride } from '../../entities/gate-override.ts';
import { overrideGate, withdrawOverride, wrongCode } from '../../facts/clients/save-gate-override.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { Refusal } from '../../facts/refusal.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import { mayOverride, whoMayOverride } from '../../policy/journeys/practitioner-override.ts';
import { listPage } from '../page.ts';
import { created, gone, ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { GateOverrideQuery, GateOverrideView, NewGateOverride } from '../schemas/gate-override.ts';
import { visibleClient, refuseOthersClient, askerOf, visibleCode } from '../visibility.ts';

const ById = z.object({ id: id() });

export const gateOverrideRoutes = [
  route({
    name: 'GET /clients/:id/gate-overrides',
    tag: 'People',
    summary: 'List which gates do not apply to a client now',
    params: ById,
    query: GateOverrideQuery,
    answers: { 200: pageOf(GateOverrideView) },
    async handle({ tx, me, practice, params, query }) {
      const client = await visibleClient(tx, me, params.id);
      const inForce = { clientId: client.id, until: { $gte: dateIn(practice.timezone, tx.now) } };
      const { found, nextCursor } = await listPage(tx.em, GateOverride, inForce, query);
      return ok({ items: found.map((override) => overrideView(me, client, override)), nextCursor });
    },
  }),

  route({
    name: 'POST /clients/:id/gate-overrides',
    tag: 'People',
    summary: 'Decide that a gate does not apply to a client for a while',
    description:
      'A HARD code is 422: nobody can override it. Each other code names who may (403). The same code again replaces the earlier one.',
    params: ById,
    body: NewGateOverride,
    answers: { 201: GateOverrideView },
    async handle({ tx, me, practice, params, body }) {
      const client = await visibleClient(tx, me, params.id);
      if (wrongCode(body.code).length === 0) refuseOthersDecision(me, client, body.code);
      const of = { clientId: client.id, setBy: me.staffId, zone: practice.timezone };
      return created(overrideView(me, client, await overrideGate(tx, { ...body, ...of })));
    },
  }),

  route({
    name: 'DELETE /clients/:id/gate-overrides/:overrideId',
    tag: 'People',
    summary: 'Let a gate apply again',
    description: 'Anybody who works with the client may: it only makes the gate stricter.',
    params: z.object({ id: id(), overrideId: id() }),
    answers: { 204: null },
    async handle({ tx, me, params }) {
      await refuseOthersClient(tx, me, params.id);
      await withdrawOverride(tx, { clientId: params.id, overrideId: params.overrideId });
      return gone;
    },
  }),
];

function refuseOthersDecision(me: Me, client: Client, code: GateCode): void {
  if (mayOverride(code, askerOf(me, client))) return;
  throw new Refusal(403, `Only ${whoMayOverride(code)} may override ${code}.`);
}

/** Whoever set it knows the code already. */
function overrideView(
  me: Me,
  client: Client,
  { id: overrideId, code, until, setBy, createdAt }: GateOverride,
): z.output<typeof GateOverrideView> {
  return {
    id: overrideId,
    code: setBy === me.staffId ? code : visibleCode(me, client, code),
    until,
    setBy,
    createdAt: createdAt.toISOString(),
  };
}
