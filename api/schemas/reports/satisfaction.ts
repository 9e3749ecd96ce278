import { z } from 'zod';
import { INSTRUMENTS } from '../../../policy/clients/instruments.ts';
import { satisfaction } from '../../../reports/satisfaction.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group, Rate } from './envelope.ts';

const Scored = z.object({
  instrument: z.enum(INSTRUMENTS),
  n: shownCount,
  mean: z.number().min(0).max(100).nullable().meta({ description: 'On 0 to 100; higher is better.' }),
  good: Rate.nullable().meta({ description: 'null: this instrument does not say what is good.' }),
});

export const SatisfactionReport = z
  .object({
    report: z.literal('satisfaction'),
    ...envelope,
    rows: z.array(
      z.object({
        ...group,
        satisfaction: Scored.nullable().meta({ description: 'null: nobody gave a score.' }),
        recommend: Rate,
      }),
    ),
  })
  .meta({
    id: 'SatisfactionReport',
    example: {
      report: satisfaction.name,
      definition: satisfaction.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'practitioner',
      n: 31,
      suppressed: false,
      stillLearning: false,
      words: 'The months from 2025-12 to 2026-10.',
      rows: [
        {
          practitionerId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
          satisfaction: {
            instrument: 'csat',
            n: 31,
            mean: 84.7,
            good: { k: 27, n: 31, rate: 0.871, low: 0.776, high: 0.929 },
          },
          recommend: { k: 3, n: 20, rate: 0.15, low: 0.0746, high: 0.2772 },
        },
      ],
    },
  });
