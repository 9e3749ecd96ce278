import { z } from 'zod';
import { GATE_CODES } from '../../policy/gate-codes.ts';
import { MILESTONE_STATUSES } from '../../policy/milestone.ts';
import { CARRIERS, MILESTONES } from '../../policy/policy-sections.ts';
import { at, date, listQuery } from './common.ts';

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

/** A gate code as it leaves the system: `not_now` for everybody but the owner and the client's own practitioner. */
export const shownGateCode = z.enum([...GATE_CODES, 'not_now']);

export const MilestoneView = z
  .object({
    id: z.uuid(),
    kind: z.enum(MILESTONES),
    occurredOn: z.string(),
    practitionerTick: z.boolean(),
    status: z.enum(MILESTONE_STATUSES),
    code: shownGateCode.optional().meta({
      description: 'Why it waits or was let go; `not_now` for all but the owner and their own practitioner.',
    }),
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
