import { z } from 'zod';
import {
  BROADCAST_KINDS,
  BROADCAST_STATUSES,
  MOST_A_DAY,
  ONLY_TO,
  WHY_NOT_OPENED,
} from '../../policy/broadcasts/broadcast-terms.ts';
import { RECIPIENT_STATUSES } from '../../policy/broadcasts/recipient-status.ts';
import { at } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

const perDay = z
  .int()
  .min(1)
  .max(MOST_A_DAY)
  .meta({ description: 'E-mails of all broadcasts together, on a calendar day of the practice.' });

export const NewBroadcast = z
  .strictObject({
    kind: z.enum(BROADCAST_KINDS).meta({
      description:
        '`full`: those who send most, and who asked to be kept posted, hear that we are full (M10). `places_again`: those who were told so hear that we have room again (M12). `thanks_professionals`: colleagues who sent somebody in 92 days (M16). `thanks_personal`: clients whose own statement of 92 days is held (M17).',
    }),
    perDay: perDay.optional(),
    dryRun: z
      .boolean()
      .optional()
      .meta({ description: 'Whom it would go to now, and who would be left out; nothing is stored.' }),
    onlyTo: z
      .enum(ONLY_TO, { error: ({ input }) => (input === 'not_opened' ? WHY_NOT_OPENED : undefined) })
      .optional()
      .meta({
        description: 'Leaves out whoever wrote or sent somebody since they last had one of this kind.',
      }),
  })
  .meta({ id: 'NewBroadcast', example: { kind: 'thanks_professionals', dryRun: true } });

const person = {
  professionalId: z.uuid().optional(),
  clientId: z.uuid().optional(),
  name: z.string().nullable().meta({ description: 'Null of somebody who was erased.' }),
};

export const BroadcastPlan = z
  .object({
    kind: z.enum(BROADCAST_KINDS),
    recipients: z.array(
      z.object({
        ...person,
        lastHadAt: at.nullable().meta({ description: 'When they last had one of this kind.' }),
      }),
    ),
    leftOut: z.array(z.object({ ...person, why: z.string() })),
    perDay,
    days: z.int().meta({ description: 'On how many days it would leave, if nothing else does.' }),
  })
  .meta({
    id: 'BroadcastPlan',
    example: {
      kind: 'thanks_professionals',
      recipients: [{ professionalId: ID, name: 'Ada Okafor', lastHadAt: null }],
      leftOut: [{ professionalId: ID, name: 'Tom Reed', why: 'sole_trader' }],
      perDay: 40,
      days: 1,
    },
  });

export const BroadcastView = z
  .object({
    id: z.uuid(),
    kind: z.enum(BROADCAST_KINDS),
    status: z.enum(BROADCAST_STATUSES),
    perDay,
    onlyTo: z.enum(ONLY_TO).nullable(),
    noticeOf: z.uuid().optional().meta({
      description:
        'The time of being full of which it tells; its `full` and its `places_again` have the same.',
    }),
    counts: z
      .object({ frozen: z.int(), sent: z.int(), waiting: z.int(), leftOut: z.int(), unknown: z.int() })
      .meta({ description: 'Of those on its list; `frozen` is the sum of the others.' }),
    createdAt: at,
    createdBy: z.uuid().nullable(),
    endedAt: at.nullable(),
    updatedAt: at,
    workflowId: z.string(),
  })
  .meta({
    id: 'Broadcast',
    example: {
      id: ID,
      kind: 'thanks_professionals',
      status: 'running',
      perDay: 40,
      onlyTo: null,
      counts: { frozen: 52, sent: 40, waiting: 11, leftOut: 1, unknown: 0 },
      createdAt: '2026-10-01T09:00:00.000Z',
      createdBy: ID,
      endedAt: null,
      updatedAt: '2026-10-01T09:04:00.000Z',
      workflowId: `broadcast/${ID}`,
    },
  });

export const BroadcastQuery = z.object({
  ...listQuery,
  kind: z.enum(BROADCAST_KINDS).optional(),
  status: z.enum(BROADCAST_STATUSES).optional(),
});

export const RecipientQuery = z.object({ ...listQuery });

export const RecipientView = z.object({
  ...person,
  status: z.enum(RECIPIENT_STATUSES),
  why: z.string().optional().meta({ description: 'Why they were left out, or it went no further.' }),
  dueAt: at.optional().meta({ description: 'When theirs can leave at the earliest, while it waits.' }),
  sentAt: at.optional(),
  messageId: z.uuid().optional(),
});
