import { z } from 'zod';
import { MILESTONE_STATUSES } from '../../policy/journeys/milestone.ts';
import { CARRIERS, MILESTONES } from '../../policy/practice/policy-sections.ts';
import { at, date } from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { ShownCode } from './journey.ts';

export const NewMilestone = z
  .strictObject({
    kind: z.enum(MILESTONES),
    occurredOn: date().meta({ description: "Today of the practice's calendar, or before." }),
    practitionerTick: z.boolean().optional().meta({
      description: 'The practitioner says that now would be all right: never what was said, and never why.',
    }),
  })
  .meta({ id: 'NewMilestone', example: { kind: 'goal_reached', occurredOn: '2026-11-20' } });

export const MilestoneQuery = z.object(listQuery);

export const MilestoneView = z
  .object({
    id: z.uuid(),
    kind: z.enum(MILESTONES),
    occurredOn: z.string(),
    practitionerTick: z.boolean(),
    status: z.enum(MILESTONE_STATUSES),
    code: ShownCode.optional(),
    carrier: z.enum(CARRIERS).optional(),
    messageId: z.uuid().optional(),
    carriedAt: at.optional(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Milestone',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      kind: 'goal_reached',
      occurredOn: '2026-11-20',
      practitionerTick: false,
      status: 'waiting',
      createdAt: '2026-11-20T11:00:00.000Z',
      updatedAt: '2026-11-20T11:00:00.000Z',
    },
  });
