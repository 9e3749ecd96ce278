import { z } from 'zod';
import { BASES } from '../../../policy/reports/generations.ts';
import { projection } from '../../../reports/projection.ts';
import { envelope, figure } from './envelope.ts';
import { EXAMPLE_MULTIPLIER, multiplier } from './multiplier.ts';

export const ProjectionReport = z
  .object({
    report: z.literal('projection'),
    ...envelope,
    rows: z.array(z.object({ base: z.literal([...BASES]), newClients: figure, low: figure, high: figure })),
    k: multiplier.nullable(),
  })
  .meta({
    id: 'ProjectionReport',
    example: {
      report: 'projection',
      definition: projection.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 60,
      rows: [
        { base: 30, newClients: 7.5, low: 4.962, high: 10.983 },
        { base: 50, newClients: 12.5, low: 8.27, high: 18.305 },
        { base: 100, newClients: 25, low: 16.54, high: 36.61 },
      ],
      k: EXAMPLE_MULTIPLIER,
      suppressed: false,
      stillLearning: false,
    },
  });
