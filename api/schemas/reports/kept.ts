import { z } from 'zod';
import { kept } from '../../../reports/kept.ts';
import { envelope, group, Rate } from './envelope.ts';

export const KeptReport = z
  .object({ report: z.literal('kept'), ...envelope, rows: z.array(z.object({ ...group, kept: Rate })) })
  .meta({
    id: 'KeptReport',
    example: {
      report: 'kept',
      definition: kept.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'kind',
      n: 40,
      rows: [{ kind: 'client', kept: { k: 33, n: 40, rate: 0.825, low: 0.737, high: 0.888 } }],
      suppressed: false,
      stillLearning: false,
    },
  });
