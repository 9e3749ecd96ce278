import { z } from 'zod';
import { EFFECTS } from '../../../policy/reports/compared-arms.ts';
import { effects } from '../../../reports/effects.ts';
import { shownCount } from '../forecast.ts';
import { envelope, Rate } from './envelope.ts';

const Days = z.object({ n: shownCount, medianDays: z.number().min(0).nullable() });

export const EffectsReport = z
  .object({
    report: z.literal('effects'),
    ...envelope,
    rows: z.array(
      z.object({
        question: z.enum(EFFECTS),
        arms: z.array(
          z.object({
            arm: z
              .string()
              .meta({ description: 'within_48h, later, referred, other, or the moment of a prompt.' }),
            outcome: z
              .union([Rate, Days])
              .nullable()
              .meta({ description: 'null: fewer than twenty in one of the groups.' }),
          }),
        ),
        words: z.string(),
      }),
    ),
  })
  .meta({
    id: 'EffectsReport',
    example: {
      report: effects.name,
      definition: effects.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 65,
      suppressed: false,
      stillLearning: false,
      rows: [
        {
          question: 'refers_again',
          arms: [
            { arm: 'within_48h', outcome: { k: 12, n: 40, rate: 0.3, low: 0.217, high: 0.398 } },
            { arm: 'later', outcome: { k: 5, n: 25, rate: 0.2, low: 0.118, high: 0.319 } },
          ],
          words:
            'Those thanked within 48 hours sent somebody again in 12 of 40 (30 %); those thanked later sent somebody again in 5 of 25 (20 %). No clear difference.',
        },
      ],
    },
  });
