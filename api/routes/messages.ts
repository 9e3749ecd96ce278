import { z } from 'zod';
import { Message } from '../../entities/message.ts';
import { cancelMessage, resendMessage } from '../../facts/mail-outcomes/decide-message.ts';
import { takeBackMessage } from '../../facts/mail-outcomes/take-back.ts';
import { notFound } from '../../facts/refusal.ts';
import { listPage } from '../page.ts';
import { ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { MessageQuery, MessageView } from '../schemas/desk.ts';
import { messageView, messageViews } from '../views/message-view.ts';
import { ResendInput, TakenBackView } from '../schemas/take-back.ts';

const ById = z.object({ id: id() });

export const messageRoutes = [
  route({
    name: 'GET /messages',
    tag: 'Desk',
    summary: 'What was, is and will be sent, and why, and why not',
    query: MessageQuery,
    answers: { 200: pageOf(MessageView) },
    async handle({ tx, me, query, publicUrl }) {
      const { status, template, clientId, referralId } = query;
      const where = {
        ...(status ? { status } : {}),
        ...(template ? { template } : {}),
        ...(clientId ? { clientId } : {}),
        ...(referralId ? { referralId } : {}),
      };
      const { found, nextCursor } = await listPage(tx.em, Message, where, query);
      const around = { me, publicUrl, brief: query.brief === 'true' };
      return ok({ items: await messageViews(tx, found, around), nextCursor });
    },
  }),

  route({
    name: 'GET /messages/:id',
    tag: 'Desk',
    summary: 'Read a message',
    params: ById,
    answers: { 200: MessageView },
    async handle({ tx, me, params, publicUrl }) {
      const message = await tx.em.findOne(Message, { id: params.id });
      if (!message) throw notFound('message');
      return ok(await messageView(tx, message, { me, publicUrl }));
    },
  }),

  route({
    name: 'POST /messages/:id/cancel',
    tag: 'Desk',
    summary: 'Decide that this does not go',
    params: ById,
    answers: { 200: MessageView },
    handle: async ({ tx, me, params, publicUrl }) =>
      ok(await messageView(tx, await cancelMessage(tx, params.id), { me, publicUrl })),
  }),

  route({
    name: 'POST /messages/:id/resend',
    tag: 'Desk',
    summary: 'Decide that this goes (again)',
    params: ById,
    body: ResendInput,
    bodyOptional: true,
    answers: { 200: MessageView },
    async handle({ tx, me, params, body, publicUrl }) {
      const press = { takeBack: body.takeBack === true };
      return ok(await messageView(tx, await resendMessage(tx, params.id, press), { me, publicUrl }));
    },
  }),

  route({
    name: 'POST /messages/:id/take-back',
    tag: 'Desk',
    summary: 'Take back what was sent, before it leaves',
    description:
      'While it is queued and before `dueAt`, where it was sent with `takeBack`; what that completed is open again, and a line of one’s own is kept. Else 409.',
    params: ById,
    answers: { 200: TakenBackView },
    async handle({ tx, params }) {
      const { id: messageId, status } = await takeBackMessage(tx, params.id);
      return ok({ messageId, status });
    },
  }),
];
