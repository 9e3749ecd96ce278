import { z } from 'zod';
import { INBOUND_STATUSES, PROPOSALS } from '../../entities/inbound-mail.ts';
import { SETTLED_AS } from '../../facts/inbound-mail/check-settlement.ts';
import { MAIL_KINDS, MAIL_REASONS } from '../../policy/inbound-mail/inbound-email.ts';
import { CONTACT_CHANNELS, SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { at, emailAddress, id, personName, phoneNumber } from '../../http/fields.ts';
import { listQuery, pageOf } from './list.ts';

export const InboundMailQuery = z.object({
  ...listQuery,
  status: z.enum(INBOUND_STATUSES).optional(),
  kind: z.enum(MAIL_KINDS).optional(),
  reason: z.enum(MAIL_REASONS).optional(),
  named: z.literal('true').optional().meta({
    description: 'With the names that their senders gave themselves, for a page that people read.',
  }),
});

export const MailSettlement = z
  .strictObject({
    as: z.enum(SETTLED_AS).optional().meta({
      description:
        'introduction: they introduce somebody; statement: they told somebody about us; letter: a colleague refers somebody; enquiry: they write for themselves; nothing: none of these. Left out: as it is proposed.',
    }),
    firstName: personName().optional().meta({
      description: 'Of whoever is introduced; a first name is all that is kept. Of an enquiry: who enquires.',
    }),
    lastName: personName().optional().meta({ description: 'Of an enquiry.' }),
    email: emailAddress().optional().meta({ description: 'Of an enquiry.' }),
    phone: phoneNumber().optional().meta({ description: 'Of an enquiry.' }),
    clientId: id().optional().meta({ description: 'Who wrote, where the machine could not tell.' }),
    professionalId: id().optional(),
  })
  .meta({ id: 'MailSettlement', example: { as: 'introduction', firstName: 'Sam' } });

const summary = {
  id: z.uuid(),
  kind: z.enum(MAIL_KINDS).meta({ description: 'What it was taken for.' }),
  status: z.enum(INBOUND_STATUSES).meta({
    description:
      'applied: done by itself; needs_check: a person says what it is; ignored: put aside as a machine’s, our own or unwanted; settled: a person has said.',
  }),
  proposed: z
    .enum(PROPOSALS)
    .nullable()
    .meta({ description: 'What a settlement without a word records; null where it has to be said.' }),
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.enum(MAIL_REASONS)),
  referralId: z.uuid().nullable(),
  enquiryId: z.uuid().nullable(),
  clientId: z.uuid().nullable().meta({ description: 'Who wrote, by address and name.' }),
  professionalId: z.uuid().nullable(),
  fromName: z.string().nullable().optional().meta({
    description: 'How its sender calls themselves, or their address; only where `named` asks for it.',
  }),
  receivedAt: at,
  keepUntil: at.meta({ description: 'The mail itself is gone from then on.' }),
  updatedAt: at,
};
const example = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  kind: 'introduction',
  status: 'needs_check',
  proposed: null,
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

export const InboundMailPage = pageOf(InboundMailSummary).extend({
  putAside: z
    .object({ count: z.int(), byReason: z.partialRecord(z.enum(MAIL_REASONS), z.int()) })
    .meta({ description: 'What was put aside and can still be read: how many, and why.' }),
});

const whoever = {
  clientId: z.uuid().nullable(),
  professionalId: z.uuid().nullable(),
};
const namesake = { ...whoever, recordedName: z.string().nullable() };

const EXAMPLE_AUTHOR = {
  email: 'robin@example.org',
  name: 'Robin Rowan',
  clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
  professionalId: null,
  recordedName: 'Robin Rowan',
  mayBe: [],
};

const Proposal = z
  .object({
    as: z.enum(PROPOSALS).nullable().meta({ description: 'Null where a person has to say it.' }),
    firstName: z.string().nullable().meta({ description: 'Of whoever is introduced.' }),
    author: z
      .object({
        email: z.string().meta({ description: 'Empty where the mail does not show it.' }),
        name: z.string(),
        ...namesake,
        mayBe: z
          .array(z.object(namesake))
          .meta({ description: 'Others of the same whole name at another address: look before you say so.' }),
      })
      .nullable()
      .meta({ description: 'Who wrote it: of a forwarded mail its author, matched by address.' }),
    enquirer: z
      .object({
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        sourceKind: z.enum(SOURCE_KINDS).nullable(),
        via: z.enum(CONTACT_CHANNELS),
      })
      .nullable()
      .meta({
        description: 'Who would enquire; through a form whoever it says, at the address for answers.',
      }),
  })
  .meta({
    id: 'MailProposal',
    example: {
      as: 'introduction',
      firstName: 'Sam',
      author: EXAMPLE_AUTHOR,
      enquirer: null,
    },
  });

export const InboundMailView = z
  .object({
    ...summary,
    proposal: Proposal.nullable().meta({
      description: 'What an empty settlement records; null once a person has said what it is.',
    }),
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
      proposal: {
        as: null,
        firstName: null,
        author: EXAMPLE_AUTHOR,
        enquirer: null,
      },
      suggestions: ['Jane', 'John'],
      mail: {
        from: 'robin@example.org',
        fromName: 'Robin Rowan',
        subject: 'Introduction: Jane & John',
        text: 'They will be in touch when they are ready.',
      },
    },
  });
