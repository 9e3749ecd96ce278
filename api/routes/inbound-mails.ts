import { z } from 'zod';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { notFound } from '../../facts/refusal.ts';
import { countPutAside } from '../../facts/inbound-mail/count-put-aside.ts';
import { settleMail } from '../../facts/inbound-mail/settle-mail.ts';
import { listPage } from '../page.ts';
import { ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import {
  InboundMailPage,
  InboundMailQuery,
  InboundMailView,
  MailSettlement,
} from '../schemas/inbound-mail.ts';
import { inboundMailSummary, inboundMailView, namedMailSummary } from '../views/inbound-mail-view.ts';

const ById = z.object({ id: id() });

export const inboundMailRoutes = [
  route({
    name: 'GET /inbound-mails',
    tag: 'Desk',
    summary: 'Mails that came in, and what they were taken for',
    query: InboundMailQuery,
    answers: { 200: InboundMailPage },
    async handle({ tx, query }) {
      const { status, kind, reason } = query;
      const where = {
        ...(status ? { status } : {}),
        ...(kind ? { kind } : {}),
        ...(reason ? { reasons: { $contains: [reason] } } : {}),
      };
      const { found, nextCursor } = await listPage(tx.em, InboundMail, where, query);
      const items = found.map(query.named ? namedMailSummary : inboundMailSummary);
      return ok({ items, nextCursor, putAside: await countPutAside(tx) });
    },
  }),

  route({
    name: 'GET /inbound-mails/:id',
    tag: 'Desk',
    summary: 'Read a mail that came in, while it is kept',
    params: ById,
    answers: { 200: InboundMailView },
    async handle({ tx, params }) {
      const mail = await tx.em.findOne(InboundMail, { id: params.id });
      if (!mail) throw notFound('mail');
      return ok(await inboundMailView(tx, mail));
    },
  }),

  route({
    name: 'POST /inbound-mails/:id/settle',
    tag: 'Desk',
    summary: 'Say what a mail is',
    description:
      'Only now is it recorded, and thanked where that is allowed. An empty body records what is proposed. One that the machine put aside can be settled too. A friend who was copied in is never written to; whoever wrote for themselves is an enquiry.',
    params: ById,
    body: MailSettlement,
    bodyOptional: true,
    answers: { 200: InboundMailView },
    handle: async ({ tx, params, body }) =>
      ok(await inboundMailView(tx, await settleMail(tx, params.id, body))),
  }),
];
