import { z } from 'zod';
import { INBOUND_STATUSES } from '../../entities/inbound-mail.ts';
import { SETTLED_AS } from '../../facts/inbound-mail/settle-mail.ts';
import { MAIL_KINDS, MAIL_REASONS } from '../../policy/inbound-mail/inbound-email.ts';
import { at, id, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

export const InboundMailQuery = z.object({ ...listQuery, status: z.enum(INBOUND_STATUSES).optional() });

export const MailSettlement = z
  .strictObject({
    as: z.enum(SETTLED_AS).meta({
      description:
        'introduction: they introduce somebody; statement: they told somebody about us; letter: a colleague refers somebody; nothing: none of these.',
    }),
    firstName: line(100)
      .optional()
      .meta({ description: 'Of whoever is introduced; a first name is all that is kept.' }),
    clientId: id().optional().meta({ description: 'Who wrote, where the machine could not tell.' }),
    professionalId: id().optional(),
  })
  .meta({ id: 'MailSettlement', example: { as: 'introduction', firstName: 'Sam' } });

const summary = {
  id: z.uuid(),
  kind: z.enum(MAIL_KINDS).meta({ description: 'What it was taken for.' }),
  status: z.enum(INBOUND_STATUSES).meta({
    description:
      'applied: done by itself; needs_check: a person says what it is; ignored: by a machine, or unwanted; settled: a person has said.',
  }),
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.enum(MAIL_REASONS)),
  referralId: z.uuid().nullable(),
  enquiryId: z.uuid().nullable(),
  clientId: z.uuid().nullable().meta({ description: 'Who wrote, by address and name.' }),
  professionalId: z.uuid().nullable(),
  receivedAt: at,
  keepUntil: at.meta({ description: 'The mail itself is gone from then on.' }),
  updatedAt: at,
};
const example = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  kind: 'introduction',
  status: 'needs_check',
  confidence: 0.4,
  reasons: ['in_subject', 'two_people'],
  referralId: null,
  enquiryId: null,
  clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
  professionalId: null,
  receivedAt: '2026-11-27T09:00:00.000Z',
  keepUntil: '2026-12-25T09:00:00.000Z',
  updatedAt: '2026-11-27T09:00:00.000Z',
};

export const InboundMailSummary = z.object(summary).meta({ id: 'InboundMailSummary', example });

export const InboundMailView = z
  .object({
    ...summary,
    suggestions: z.array(z.string()).meta({ description: 'First names that may be meant.' }),
    mail: z
      .object({
        from: z.string(),
        fromName: z.string(),
        subject: z.string(),
        text: z.string(),
      })
      .nullable()
      .meta({ description: 'As it came, without attachments; null once it is gone.' }),
  })
  .meta({
    id: 'InboundMail',
    example: {
      ...example,
      suggestions: ['Jane', 'John'],
      mail: {
        from: 'robin@example.org',
        fromName: 'Robin Rowan',
        subject: 'Introduction: Jane & John',
        text: 'They will be in touch when they are ready.',
      },
    },
  });
