import { z } from 'zod';
import { Staff } from '../../entities/staff.ts';
import { openFridayList } from '../../facts/friday-lists/open-friday-list.ts';
import { notFound } from '../../facts/refusal.ts';
import { created, ok, route } from '../route.ts';
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
