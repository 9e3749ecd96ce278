import { z } from 'zod';
import { CREDITED_BY } from '../../../policy/referrals/prompted-by.ts';
import { CARRIERS, MILESTONES } from '../../../policy/practice/policy-sections.ts';
import { moments } from '../../../reports/moments.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group, Rate } from './envelope.ts';

export const MomentsReport = z
  .object({
    report: z.literal('moments'),
    ...envelope,
    rows: z.array(
      z.object({
        ...group,
        moment: z.enum(MILESTONES).optional(),
        carrier: z.enum(CARRIERS).nullable().optional(),
        template: z.string().nullable().optional(),
        version: z.string().nullable().optional(),
        delivered: shownCount,
        ledTo: Rate,
        referrals: shownCount,
        creditedBy: z.record(z.enum(CREDITED_BY), shownCount),
      }),
    ),
  })
  .meta({
    id: 'MomentsReport',
    example: {
      report: moments.name,
      definition: moments.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'moment',
      n: 42,
      suppressed: false,
      stillLearning: false,
      rows: [
        {
          moment: 'goal_reached',
          carrier: 'follow_up',
          template: 'm1',
          version: '1',
          delivered: 42,
          ledTo: { k: 6, n: 30, rate: 0.2, low: 0.123, high: 0.308 },
          referrals: 8,
          creditedBy: { link: 4, own_statement: 3, intake_match: 1 },
        },
      ],
    },
  });
