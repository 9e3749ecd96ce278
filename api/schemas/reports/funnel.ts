import { z } from 'zod';
import { LOSS_CAUSES } from '../../../policy/enquiries/enquiry-terms.ts';
import { FUNNEL_STEPS, LOST_AT } from '../../../policy/reports/funnel.ts';
import { funnel } from '../../../reports/funnel.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group, Rate } from './envelope.ts';
import { Introductions } from './introductions.ts';
import { RunChart } from './run-chart.ts';

const hours = z.number().nullable();
const leaks = z.object({
  hard_to_contact: shownCount,
  not_resonating: shownCount,
  not_top_of_mind: shownCount,
  not_ready: shownCount,
});
const none = { hard_to_contact: 0, not_resonating: 0, not_top_of_mind: 0, not_ready: 0 };

export const FunnelReport = z
  .object({
    report: z.literal('funnel'),
    ...envelope,
    rows: z.array(
      z.object({
        ...group,
        step: z.enum(FUNNEL_STEPS),
        n: shownCount.meta({ description: 'Everybody of the period who has come so far by now.' }),
        ofPrevious: Rate,
        ofAll: Rate,
        lost: shownCount,
        leaks,
      }),
    ),
    introductions: Introductions,
    medianHours: hours,
    p90Hours: hours,
    biggestDrop: z
      .object({ step: z.enum(LOST_AT), cause: z.enum(LOSS_CAUSES).nullable() })
      .nullable()
      .meta({ description: 'Where most were lost before a first session; null: nobody was, or withheld.' }),
    series: RunChart.nullable().optional().meta({ description: 'Only by month; null: withheld.' }),
    maturing: shownCount.meta({ description: 'In touch for less than 60 days: in no rate yet.' }),
  })
  .meta({
    id: 'FunnelReport',
    example: {
      report: 'funnel',
      definition: funnel.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 24,
      rows: [
        {
          step: 'contacted',
          n: 22,
          ofPrevious: { k: 18, n: 20, rate: 0.9, low: 0.7811, high: 0.9579 },
          ofAll: { k: 18, n: 20, rate: 0.9, low: 0.7811, high: 0.9579 },
          lost: 2,
          leaks: { ...none, hard_to_contact: 2 },
        },
      ],
      introductions: { n: 9, followed: 5, notFollowed: 2, waiting: 2 },
      medianHours: 5.5,
      p90Hours: 21.25,
      biggestDrop: { step: 'booked', cause: 'not_ready' },
      maturing: 4,
      suppressed: false,
      stillLearning: false,
    },
  });
