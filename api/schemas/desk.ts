import { z } from 'zod';
import { LINE_KINDS } from '../../entities/source-log-line.ts';
import { TASK_KINDS, TASK_STATUSES } from '../../entities/task.ts';
import { DELIVERIES, MESSAGE_STATUSES } from '../../policy/carriage.ts';
import { BY_HAND } from '../../policy/acknowledgement.ts';
import { at, instant, listQuery } from './common.ts';

export const TaskQuery = z.object({
  ...listQuery,
  assignee: z.union([z.uuid(), z.literal('me')]).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  status: z.enum(TASK_STATUSES).default('open'),
});

export const TaskDone = z
  .strictObject({
    byHand: z.enum(BY_HAND).optional().meta({ description: 'How somebody was thanked.' }),
    letGo: z.literal(true).optional().meta({ description: 'Nobody is thanked for this one.' }),
  })
  .meta({ id: 'TaskDone' });

export const TaskView = z
  .object({
    id: z.uuid(),
    kind: z.enum(TASK_KINDS),
    status: z.enum(TASK_STATUSES),
    words: z.string().meta({ description: 'What to do, in plain words, from the facts of this moment.' }),
    why: z.string().nullable(),
    assigneeId: z.uuid().nullable(),
    referralId: z.uuid().nullable(),
    number: z.int().nullable(),
    messageId: z.uuid().nullable(),
    dueAt: at,
    overdue: z.boolean(),
    createdAt: at,
    updatedAt: at,
    doneAt: at.nullable(),
    doneBy: z.uuid().nullable(),
  })
  .meta({ id: 'Task' });

export const MessageQuery = z.object({
  ...listQuery,
  status: z.enum(MESSAGE_STATUSES).optional(),
  template: z.string().max(20).optional(),
  clientId: z.uuid().optional(),
  referralId: z.uuid().optional(),
});

export const MessageView = z
  .object({
    id: z.uuid(),
    template: z.string(),
    templateVersion: z.string().nullable(),
    status: z.enum(MESSAGE_STATUSES),
    delivery: z.enum(DELIVERIES).optional(),
    dueAt: at,
    sentAt: at.optional(),
    why: z.string().optional().meta({ description: 'Why it has not gone, or went no further.' }),
    to: z.string().nullable(),
    subject: z.string().nullable(),
    text: z.string().nullable().meta({ description: 'As it went out; for what has not, as it would go now.' }),
    referralId: z.uuid().nullable(),
    clientId: z.uuid().nullable(),
    professionalId: z.uuid().nullable(),
    staffId: z.uuid().nullable(),
    sid: z.uuid().meta({ description: "What Postmark's metadata says of it." }),
    attempts: z.int(),
    updatedAt: at,
  })
  .meta({ id: 'Message' });

export const SourceLogQuery = z.object({
  limit: listQuery.limit,
  cursor: listQuery.cursor,
  updatedSince: listQuery.updatedSince,
  from: instant().optional(),
  to: instant().optional(),
});

export const SourceLogLineView = z
  .object({
    number: z.int(),
    kind: z.enum(LINE_KINDS),
    corrects: z.int().nullable(),
    referralId: z.uuid().nullable(),
    sourceKind: z.string(),
    sourceRef: z.uuid().nullable(),
    channel: z.string(),
    receivedAt: at,
    recordedAt: at,
    recordedBy: z.uuid().nullable(),
  })
  .meta({ id: 'SourceLogLine' });
