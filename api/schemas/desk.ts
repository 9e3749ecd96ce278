import { z } from 'zod';

import { PROPOSALS } from '../../entities/inbound-mail.ts';
import { TASK_STATUSES } from '../../entities/task.ts';
import { FULL_MODES } from '../../policy/capacity/capacity-terms.ts';
import { TASK_KINDS } from '../../policy/tasks/task-kinds.ts';
import { DELIVERIES, MESSAGE_PURPOSES, MESSAGE_STATUSES } from '../../policy/outbound-mail/delivery.ts';
import { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { TOUCH_KINDS } from '../../policy/network/network-terms.ts';
import { CARRIERS } from '../../policy/practice/policy-sections.ts';
import { ShownCode } from './journey.ts';
import { at, instant, line } from '../../http/fields.ts';
import { cursorLike, listQuery, pageOf } from './list.ts';

export const TaskQuery = z.object({
  ...listQuery,
  assignee: z.union([z.uuid(), z.literal('me')]).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  status: z.enum(TASK_STATUSES).default('open'),
});

export const TaskDone = z
  .strictObject({
    byHand: z.enum(BY_HAND).optional().meta({ description: 'How somebody was thanked.' }),
    letGo: z
      .literal(true)
      .optional()
      .meta({ description: 'Nobody is thanked for this one; a yes is not recorded.' }),
    by: z.enum(TOUCH_KINDS).optional().meta({
      description:
        'Of a check-in, and needed there: `email` sends the hello now (409 with a code where it may not go); everything else notes that you were in touch.',
    }),
  })
  .meta({ id: 'TaskDone', example: { byHand: 'phone' } });

export const TaskView = z
  .object({
    id: z.uuid(),
    kind: z.enum(TASK_KINDS),
    status: z.enum(TASK_STATUSES),
    words: z.string().meta({ description: 'What to do, in plain words, from the facts of this moment.' }),
    why: z.string().nullable(),
    proposed: z
      .enum(PROPOSALS)
      .nullable()
      .meta({ description: 'What done records of a mail that came in; null where it has to be said.' }),
    noRoom: z
      .object({
        practitionerId: z
          .uuid()
          .nullable()
          .meta({ description: 'Whom they asked for; null: the whole practice is full.' }),
        mode: z.enum(FULL_MODES),
        nextOpening: z.string().nullable(),
        waitWeeks: z.object({ from: z.int(), to: z.int() }).nullable(),
        asOf: z.iso.date(),
        here: z.array(z.uuid()).meta({ description: 'Practitioners here who have room.' }),
        colleagues: z.array(z.uuid()).meta({
          description:
            'Trusted colleagues who have places, best first: POST /enquiries/:id/refer-out, reason overflow.',
        }),
      })
      .nullable()
      .meta({ description: 'Of somebody who got in touch and for whom there is no room now.' }),
    assigneeId: z.uuid().nullable(),
    referralId: z.uuid().nullable(),
    enquiryId: z.uuid().nullable(),
    referOutId: z.uuid().nullable(),
    professionalId: z
      .uuid()
      .nullable()
      .meta({ description: 'The colleague it is about, where it is about one.' }),
    subjectId: z.uuid().nullable().meta({
      description:
        'What else it is about: a mail that came in, a complaint, a receiver, the other client at one address, an absence that is over.',
    }),
    number: z.int().nullable(),
    clientId: z.uuid().nullable().meta({ description: 'The client it is about, where it is about one.' }),
    messageId: z.uuid().nullable(),
    dueAt: at,
    overdue: z.boolean(),
    createdAt: at,
    updatedAt: at,
    doneAt: at.nullable(),
    doneBy: z.uuid().nullable(),
  })
  .meta({
    id: 'Task',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      kind: 'match_referrer',
      status: 'open',
      words: 'Say who is meant by Robin (number 17).',
      why: 'unmatched',
      proposed: null,
      noRoom: null,
      assigneeId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      referralId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
      enquiryId: null,
      referOutId: null,
      professionalId: null,
      subjectId: null,
      number: 17,
      clientId: null,
      messageId: null,
      dueAt: '2026-11-24T09:00:00.000Z',
      overdue: false,
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
      doneAt: null,
      doneBy: null,
    },
  });

export const TaskPage = pageOf(TaskView).extend({
  mailsPutAside: z.int().meta({
    description: 'Mails that came in and were put aside as machines’ (GET /inbound-mails?status=ignored).',
  }),
});

export const MessageQuery = z.object({
  ...listQuery,
  status: z.enum(MESSAGE_STATUSES).optional(),
  template: line(20).optional(),
  clientId: z.uuid().optional(),
  referralId: z.uuid().optional(),
});

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
    to: z.string().nullable(),
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
