import { z } from 'zod';
import { CARRIERS } from '../../../policy/practice/policy-sections.ts';
import { carrierTiming } from '../../../reports/carrier-timing.ts';
import { shownCount } from '../forecast.ts';
import { envelope } from './envelope.ts';

const hours = z.number().min(0).nullable();

export const CarrierTimingReport = z
  .object({
    report: z.literal('carrier-timing'),
    ...envelope,
    target: z.string().meta({ description: 'carrierTiming.target as it is set today.' }),
    rows: z.array(
      z.object({
        carrier: z.enum(CARRIERS),
        withinTarget: shownCount,
        withinLimit: shownCount,
        late: shownCount,
        letGo: shownCount,
        medianHours: hours,
        p90Hours: hours,
      }),
    ),
  })
  .meta({
    id: 'CarrierTimingReport',
    example: {
      report: carrierTiming.name,
      definition: carrierTiming.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 43,
      suppressed: false,
      stillLearning: false,
      target: 'PT72H',
      rows: [
        {
          carrier: 'follow_up',
          withinTarget: 41,
          withinLimit: 2,
          late: 0,
          letGo: 0,
          medianHours: 19.5,
          p90Hours: 47.25,
        },
      ],
    },
  });
