import { z } from 'zod';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { audit } from '../../facts/transaction.ts';
import { notFound } from '../../facts/refusal.ts';
import { settleMail } from '../../facts/inbound-mail/settle-mail.ts';
import { listPage } from '../page.ts';
import { ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import { pageOf } from '../schemas/list.ts';
import {
  InboundMailQuery,
  InboundMailSummary,
  InboundMailView,
  MailSettlement,
} from '../schemas/inbound-mail.ts';
import { inboundMailSummary, inboundMailView } from '../views/inbound-mail-view.ts';

const ById = z.object({ id: id() });

export const inboundMailRoutes = [
  route({
    name: 'GET /inbound-mails',
    tag: 'Desk',
    summary: 'Mails that came in, and what they were taken for',
    query: InboundMailQuery,
    answers: { 200: pageOf(InboundMailSummary) },
    async handle({ tx, query }) {
      const where = query.status ? { status: query.status } : {};
      const { found, nextCursor } = await listPage(tx.em, InboundMail, where, query);
      audit(tx, 'read_list', { entity: 'inbound_mail', id: null });
      return ok({ items: found.map(inboundMailSummary), nextCursor });
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
      audit(tx, 'read', { entity: 'inbound_mail', id: mail.id });
      return ok(inboundMailView(mail));
    },
  }),

  route({
    name: 'POST /inbound-mails/:id/settle',
    tag: 'Desk',
    summary: 'Say what a mail is',
    description:
      'Only now is it recorded, and thanked where that is allowed. One that the machine put aside can be settled too. A friend who was copied in is never written to; whoever wrote themselves is an enquiry (POST /enquiries), and the mail then nothing.',
    params: ById,
    body: MailSettlement,
    answers: { 200: InboundMailView },
    handle: async ({ tx, params, body }) => ok(inboundMailView(await settleMail(tx, params.id, body))),
  }),
];
