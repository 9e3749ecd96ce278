import { z } from 'zod';
import { generations } from '../../../reports/generations.ts';
import { shownCount } from '../forecast.ts';
import { envelope } from './envelope.ts';
import { EXAMPLE_MULTIPLIER, multiplier } from './multiplier.ts';

export const GenerationsReport = z
  .object({
    report: z.literal('generations'),
    ...envelope,
    rows: z.array(
      z.object({
        generation: z.int().min(0).nullable().meta({ description: 'null: a step of the chain is unknown.' }),
        clients: shownCount,
      }),
    ),
    k: multiplier.nullable(),
    perClient: z
      .array(z.object({ referrals: z.int().min(0), clients: shownCount }))
      .meta({ description: 'How many of the cohort made how many referrals in their first year (S54).' }),
  })
  .meta({
    id: 'GenerationsReport',
    example: {
      report: 'generations',
      definition: generations.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 70,
      rows: [
        { generation: 0, clients: 52 },
        { generation: 1, clients: 18 },
      ],
      k: EXAMPLE_MULTIPLIER,
      perClient: [
        { referrals: 0, clients: 48 },
        { referrals: 1, clients: 9 },
        { referrals: 2, clients: 3 },
      ],
      suppressed: false,
      stillLearning: false,
    },
  });
