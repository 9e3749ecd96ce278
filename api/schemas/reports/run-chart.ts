import { z } from 'zod';
import { RUN_CHART_RULES } from '../../../policy/reports/run-chart-signals.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const line = z.number().nullable();

/** Change over time (§5.7a). */
export const RunChart = z
  .object({
    points: z.array(z.object({ month, n: z.int().min(0) })),
    median: line,
    mean: line,
    low: line.meta({ description: 'null: below nought, or fewer than four a month.' }),
    high: line,
    signals: z.array(z.object({ rule: z.enum(RUN_CHART_RULES), month })),
    sentence: z.string(),
  })
  .meta({
    id: 'RunChart',
    description: 'At most 24 whole months; median, mean and limits are those of the first twelve.',
    example: {
      points: [{ month: '2026-10', n: 9 }],
      median: 8.5,
      mean: 8.25,
      low: 1.1,
      high: 15.4,
      signals: [],
      sentence: 'the usual month-to-month wobble',
    },
  });
