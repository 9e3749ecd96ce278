import { z } from 'zod';
import { PROPOSALS } from '../../entities/inbound-mail.ts';
import { TASK_STATUSES } from '../../entities/task.ts';
import { FULL_MODES } from '../../policy/capacity/capacity-terms.ts';
import { TASK_KINDS } from '../../policy/tasks/task-kinds.ts';
import { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { TOUCH_KINDS } from '../../policy/network/network-terms.ts';
import { at, id, instant, line } from '../../http/fields.ts';
import { listQuery, pageOf } from './list.ts';
import { takeBack } from './take-back.ts';
import { ROW_EXAMPLE, rowOfToday } from './task-row.ts';

export const TaskQuery = z.object({
  ...listQuery,
  assignee: z.union([z.uuid(), z.literal('me')]).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  status: z.enum(TASK_STATUSES).default('open'),
  kind: z.enum(TASK_KINDS).optional(),
  enquiryId: z.uuid().optional(),
  referralId: z.uuid().optional(),
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a number of the source log')
    .transform(Number)
    .optional()
    .meta({ override: { type: 'integer', minimum: 1 }, description: 'Of the source log.' }),
  when: z
    .enum(['today', 'later'])
    .optional()
    .meta({ description: '`later`: what was put off; `today`: everything else.' }),
  order: z
    .enum(['due'])
    .optional()
    .meta({ description: 'By deadline, the earliest first; its cursor belongs to this order alone.' }),
});

export const TaskDone = z
  .strictObject({
    byHand: z.enum(BY_HAND).optional().meta({ description: 'How somebody was thanked.' }),
    letGo: z
      .literal(true)
      .optional()
      .meta({ description: 'Nobody is thanked for this one; a yes is not recorded.' }),
    addLine: line(200).optional().meta({ description: 'Of a thanks that is sent: one line of your own.' }),
    takeBack: takeBack(),
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
    ...rowOfToday,
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
      ...ROW_EXAMPLE,
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
  counts: z.object({ mine: z.int(), everybody: z.int(), later: z.int() }).meta({
    description: 'Open tasks that the caller may see: theirs, all of today’s, and what was put off.',
  }),
});

export const NotToday = z
  .strictObject({
    until: instant().optional().meta({ description: 'Left out: nine o’clock of the next working day.' }),
  })
  .meta({ id: 'NotToday', example: { until: '2026-12-01T09:00:00.000Z' } });

export const GiveTask = z
  .strictObject({ staffId: id() })
  .meta({ id: 'GiveTask', example: { staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12' } });
