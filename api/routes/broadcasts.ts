import { z } from 'zod';
import { Broadcast } from '../../entities/broadcast.ts';
import { BroadcastRecipient } from '../../entities/broadcast-recipient.ts';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '../../facts/broadcasts/change-broadcast.ts';
import { spellToTellOf } from '../../facts/capacity/spell-to-tell.ts';
import { startBroadcast } from '../../facts/broadcasts/start-broadcast.ts';
import { noteReading } from '../../facts/note-reading.ts';
import { notFound } from '../../facts/refusal.ts';
import type { Tx } from '../../facts/transaction.ts';
import { listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import {
  BroadcastPlan,
  BroadcastQuery,
  BroadcastView,
  NewBroadcast,
  RecipientQuery,
  RecipientView,
} from '../schemas/broadcast.ts';
import { pageOf } from '../schemas/list.ts';
import { broadcastViews, planView, recipientViews } from '../views/broadcast-view.ts';

const ById = z.object({ id: id() });
const TAG = 'Broadcasts';
const ENDED = 'Again does no harm; after it is done or cancelled: 409.';

export const broadcastRoutes = [
  route({
    name: 'GET /broadcasts',
    tag: TAG,
    summary: 'List what went, and goes, to many',
    query: BroadcastQuery,
    answers: { 200: pageOf(BroadcastView) },
    async handle({ tx, query, practice }) {
      const { kind, status } = query;
      const where = { ...(kind ? { kind } : {}), ...(status ? { status } : {}) };
      const { found, nextCursor } = await listPage(tx.em, Broadcast, where, query);
      return ok({ items: await broadcastViews(tx, practice, found), nextCursor });
    },
  }),

  route({
    name: 'POST /broadcasts',
    tag: TAG,
    summary: 'Tell many one thing, each once',
    description:
      'The list is frozen now and never grows; whoever may no longer be written to when their turn comes is left out with the reason. With `dryRun` the list is answered (200) and nothing is stored. One of a kind under way: 409; so is `full` while the practice does not say that it is full, and `places_again` while it does, or where nobody was told. Both go by themselves when what the practice says of its places changes.',
    body: NewBroadcast,
    answers: { 201: BroadcastView, 200: BroadcastPlan },
    async handle({ tx, body, practice }) {
      const asked = { ...body, spellId: await spellToTellOf(tx, body) };
      if (body.dryRun) {
        await noteReading(tx, { entity: 'broadcast', id: null });
        return ok<z.output<typeof BroadcastPlan>>(await planView(tx, practice, asked));
      }
      const broadcast = await startBroadcast(tx, practice, asked);
      const [view] = await broadcastViews(tx, practice, [broadcast]);
      if (!view) throw notFound('broadcast');
      return created<z.output<typeof BroadcastView>>(view);
    },
  }),

  route({
    name: 'GET /broadcasts/:id',
    tag: TAG,
    summary: 'Read how far one has come',
    params: ById,
    answers: { 200: BroadcastView },
    handle: async ({ tx, params, practice }) => ok(await viewOf(await find(tx, params.id), tx, practice)),
  }),

  route({
    name: 'GET /broadcasts/:id/recipients',
    tag: TAG,
    summary: 'List whom it goes to, and where each stands',
    params: ById,
    query: RecipientQuery,
    answers: { 200: pageOf(RecipientView) },
    async handle({ tx, params, query, practice }) {
      const broadcast = await find(tx, params.id);
      const { found, nextCursor } = await listPage(
        tx.em,
        BroadcastRecipient,
        { broadcastId: broadcast.id },
        query,
      );
      return ok({ items: await recipientViews(tx, practice, broadcast, found), nextCursor });
    },
  }),

  route({
    name: 'POST /broadcasts/:id/pause',
    tag: TAG,
    summary: 'Let it rest where it is',
    description: ENDED,
    params: ById,
    answers: { 200: BroadcastView },
    handle: async ({ tx, params, practice }) =>
      ok(await viewOf(await pauseBroadcast(tx, params.id), tx, practice)),
  }),

  route({
    name: 'POST /broadcasts/:id/resume',
    tag: TAG,
    summary: 'Let it go on',
    description: ENDED,
    params: ById,
    answers: { 200: BroadcastView },
    handle: async ({ tx, params, practice }) =>
      ok(await viewOf(await resumeBroadcast(tx, params.id), tx, practice)),
  }),

  route({
    name: 'POST /broadcasts/:id/cancel',
    tag: TAG,
    summary: 'Write to nobody else on its list',
    description: 'Whoever has it keeps it. After it is done or cancelled: 409.',
    params: ById,
    answers: { 200: BroadcastView },
    handle: async ({ tx, params, practice }) =>
      ok(await viewOf(await cancelBroadcast(tx, params.id), tx, practice)),
  }),
];

async function find(tx: Tx, broadcastId: string): Promise<Broadcast> {
  const broadcast = await tx.em.findOne(Broadcast, { id: broadcastId });
  if (!broadcast) throw notFound('broadcast');
  return broadcast;
}

async function viewOf(broadcast: Broadcast, tx: Tx, practice: Parameters<typeof broadcastViews>[1]) {
  const [view] = await broadcastViews(tx, practice, [broadcast]);
  if (!view) throw notFound('broadcast');
  return view;
}
