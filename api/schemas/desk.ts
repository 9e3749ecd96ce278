import { z } from 'zod';

import { DELIVERIES, MESSAGE_PURPOSES, MESSAGE_STATUSES } from '../../policy/outbound-mail/delivery.ts';
import { CARRIERS } from '../../policy/practice/policy-sections.ts';
import { ShownCode } from './journey.ts';
import { at, instant, line } from '../../http/fields.ts';
import { cursorLike, listQuery } from './list.ts';
import { takeBackUntil } from './take-back.ts';

export const MessageQuery = z.object({
  ...listQuery,
  status: z.enum(MESSAGE_STATUSES).optional(),
  template: line(20).optional(),
  clientId: z.uuid().optional(),
  referralId: z.uuid().optional(),
  brief: z.literal('true').optional().meta({
    description:
      'Without subject, text and prompt: what has not gone is written anew for them, which takes longest.',
  }),
});

const RECIPIENTS = ['staff', 'professional', 'client', 'enquiry', 'referrer'] as const;

export const MessageView = z
  .object({
    id: z.uuid(),
    purpose: z.enum(MESSAGE_PURPOSES),
    template: z.string(),
    templateVersion: z.string().nullable(),
    status: z.enum(MESSAGE_STATUSES),
    delivery: z.enum(DELIVERIES).optional(),
    dueAt: at,
    sentAt: at.optional(),
    carrier: z.enum(CARRIERS).optional(),
    prompt: z
      .object({ rode: z.boolean(), milestoneId: z.uuid().optional(), code: ShownCode.optional() })
      .optional(),
    why: z.string().optional().meta({ description: 'Why it has not gone, or went no further.' }),
    takeBackUntil: takeBackUntil(),
    to: z.string().nullable(),
    recipient: z
      .object({
        kind: z.enum(RECIPIENTS),
        id: z.uuid().nullable(),
        name: z.string(),
      })
      .nullable()
      .meta({ description: 'Who it is for; null where nothing of them is kept.' }),
    subject: z.string().nullable(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'As it went out; for what has not, as it would go now.' }),
    referralId: z.uuid().nullable(),
    clientId: z.uuid().nullable(),
    professionalId: z.uuid().nullable(),
    staffId: z.uuid().nullable(),
    sid: z.uuid().meta({ description: "What Postmark's metadata says of it." }),
    attempts: z.int(),
    updatedAt: at,
  })
  .meta({
    id: 'Message',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      purpose: 'thanks',
      template: 'm7',
      templateVersion: '3f2a9c10b7d4',
      status: 'queued',
      dueAt: '2026-11-25T05:00:00.000Z',
      to: 'robin@example.org',
      recipient: { kind: 'client', id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13', name: 'Robin Rowan' },
      subject: 'Thank you',
      text: 'Dear Robin, thank you.',
      referralId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
      professionalId: null,
      staffId: null,
      sid: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a14',
      attempts: 0,
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const SourceLogQuery = z.object({
  limit: listQuery.limit,
  cursor: cursorLike(/^[1-9]\d{0,8}$/),
  updatedSince: listQuery.updatedSince,
  from: instant().optional(),
  to: instant().optional(),
  toName: z.literal('true').optional().meta({
    description:
      'Only lines in force of which it is not known which source is meant: nobody asked yet, or a kind without the one (which surgery, which episode).',
  }),
  newestFirst: z.literal('true').optional(),
  as: z.literal('csv').optional().meta({ description: 'As `Accept: text/csv`, for a link in a browser.' }),
});
