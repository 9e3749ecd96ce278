import { z } from 'zod';
import { Message } from '../../entities/message.ts';
import { cancelMessage, resendMessage } from '../../facts/mail-outcomes/decide-message.ts';
import { takeBackMessage } from '../../facts/mail-outcomes/take-back.ts';
import type { Tx } from '../../facts/transaction.ts';
import { notFound } from '../../facts/refusal.ts';
import { embeddedPrompt } from '../../facts/journeys/settle-prompt.ts';
import { composeOrHold } from '../../facts/outbound-mail/compose-or-hold.ts';
import type { Envelope } from '../../email/compose.ts';
import { listPage } from '../page.ts';
import { ok, route, type Me } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import { MessageQuery, MessageView } from '../schemas/desk.ts';
import { ResendInput, TakenBackView } from '../schemas/take-back.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { visibleCode } from '../visibility.ts';

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
      return ok({
        items: await Promise.all(found.map((message) => messageView(tx, me, message, publicUrl))),
        nextCursor,
      });
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
      return ok(await messageView(tx, me, message, publicUrl));
    },
  }),

  route({
    name: 'POST /messages/:id/cancel',
    tag: 'Desk',
    summary: 'Decide that this does not go',
    params: ById,
    answers: { 200: MessageView },
    handle: async ({ tx, me, params, publicUrl }) =>
      ok(await messageView(tx, me, await cancelMessage(tx, params.id), publicUrl)),
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
      return ok(await messageView(tx, me, await resendMessage(tx, params.id, press), publicUrl));
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

type Shown = z.output<typeof MessageView>;

/** What has gone is shown as it went; what has not, as it would go now. */
async function messageView(tx: Tx, me: Me, message: Message, publicUrl: string): Promise<Shown> {
  const kept = message.text !== null && message.text !== undefined && message.status !== 'queued';
  const draft = kept ? null : await draftOf(tx, message, publicUrl);
  return {
    id: message.id,
    purpose: message.purpose,
    template: message.template,
    templateVersion: message.templateVersion ?? draft?.templateVersion ?? null,
    status: message.status,
    delivery: message.delivery ?? undefined,
    dueAt: message.dueAt.toISOString(),
    sentAt: message.sentAt?.toISOString(),
    why: message.why || undefined,
    takeBackUntil: takeBackUntil(message, tx.now)?.toISOString(),
    carrier: message.carrier ?? undefined,
    prompt: message.carrier ? await promptIn(tx, me, message) : undefined,
    to: draft?.to ?? message.to ?? null,
    subject: draft?.subject ?? message.subject ?? null,
    text: draft?.text ?? message.text ?? null,
    referralId: message.referral?.id ?? null,
    clientId: message.client?.id ?? null,
    professionalId: message.professional?.id ?? null,
    staffId: message.staffId ?? null,
    sid: message.sendId,
    attempts: message.attempts,
    updatedAt: message.updatedAt.toISOString(),
  };
}

/** As it would go now; null where it would not. */
async function draftOf(tx: Tx, message: Message, publicUrl: string): Promise<Envelope | null> {
  const draft = await composeOrHold(tx, message, publicUrl);
  return draft === null || 'hold' in draft ? null : draft;
}

/** Whether a prompt rides, or rode, in a note of the practice; why not is for the owner alone here. */
async function promptIn(tx: Tx, me: Me, message: Message): Promise<Shown['prompt']> {
  const milestone = await embeddedPrompt(tx, message);
  if (milestone) return { rode: true, milestoneId: milestone.id };
  if (!message.promptCode) return { rode: false };
  return { rode: false, code: visibleCode(me, { practitioner: null }, message.promptCode) };
}
