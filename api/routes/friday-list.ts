import { z } from 'zod';
import { Staff } from '../../entities/staff.ts';
import { openFridayList } from '../../facts/friday-lists/open-friday-list.ts';
import { notFound } from '../../facts/refusal.ts';
import { answerFridayList, closeFridayList } from '../../facts/friday-lists/answer-friday-list.ts';
import { latestFridayList } from '../../facts/friday-lists/latest-friday-list.ts';
import { readFridayPage } from '../../facts/friday-lists/read-friday-page.ts';
import type { Tx } from '../../facts/transaction.ts';
import { created, ok, route, type Me } from '../route.ts';
import { FridayAnswers, OwnFridayListView } from '../schemas/friday-list.ts';
import { id } from '../../http/fields.ts';

const FridayListView = z
  .object({
    id: z.uuid().nullable(),
    lines: z.int().meta({ description: '0: there is nothing to ask, and no e-mail goes.' }),
    messageId: z.uuid().nullable(),
  })
  .meta({
    id: 'FridayList',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      lines: 3,
      messageId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
    },
  });

export const fridayListRoutes = [
  route({
    name: 'GET /me/friday-list',
    tag: 'Journey',
    summary: 'Your own list of this week, as the link in its e-mail shows it',
    answers: { 200: OwnFridayListView },
    handle: async ({ tx, me }) => ok(await ownList(tx, me)),
  }),

  route({
    name: 'POST /me/friday-list',
    tag: 'Journey',
    summary: 'Answer your own list',
    description:
      'Whoever is left out is not asked about. An answer is final; `nothing` closes the list. Answered again, it changes nothing.',
    body: FridayAnswers,
    answers: { 200: OwnFridayListView },
    async handle({ tx, me, body: { answers = {}, nothing } }) {
      const list = await latestFridayList(tx, me.staffId);
      if (!list) throw notFound('list');
      if (nothing) await closeFridayList(tx, list.id);
      else await answerFridayList(tx, list.id, new Map(Object.entries(answers)));
      return ok(await ownList(tx, me));
    },
  }),

  route({
    name: 'POST /staff/:id/friday-list',
    tag: 'Journey',
    summary: "Send a practitioner's list today, without waiting for Friday",
    description: 'Once a day; the same list is answered again.',
    params: z.object({ id: id() }),
    answers: { 200: FridayListView, 201: FridayListView },
    async handle({ tx, me, params, publicUrl }) {
      const isOthers = me.ownOnly && params.id !== me.staffId;
      const member = isOthers ? null : await tx.em.findOne(Staff, { id: params.id, active: true });
      if (!member) throw notFound('member of staff');
      const list = await openFridayList(tx, member.id, publicUrl);
      if (!list) return ok({ id: null, lines: 0, messageId: null });
      return created({ id: list.id, lines: list.clientIds.length, messageId: list.messageId ?? null });
    },
  }),
];

async function ownList(tx: Tx, { staffId }: Me): Promise<z.output<typeof OwnFridayListView>> {
  const list = await latestFridayList(tx, staffId);
  const page = list ? await readFridayPage(tx, list.id) : null;
  if (!list || !page) return { id: null, on: null, isOpen: false, lines: [], kindWords: [] };
  const lines = page.lines.map(({ clientId, firstName, lastName, isAnswered, why }) => ({
    clientId,
    firstName,
    lastName,
    isAnswered,
    reviewPoint: why.reviewPoint,
    lastSessionOn: why.lastSessionOn,
  }));
  const isOpen = !list.closedAt && lines.some(({ isAnswered }) => !isAnswered);
  return { id: list.id, on: list.on, isOpen, lines, kindWords: page.kindWords };
}
