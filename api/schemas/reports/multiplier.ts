import { z } from 'zod';
import { at } from '../../../http/fields.ts';
import { shownCount } from '../forecast.ts';
import { figure } from './envelope.ts';

/** New clients that each client brings within a year; null below twenty of them. */
export const multiplier = z
  .object({
    value: figure,
    low: figure,
    high: figure,
    children: shownCount.meta({ description: 'Who came through somebody of the cohort.' }),
    cohort: z.object({ from: at, to: at, n: shownCount }),
  })
  .meta({ description: 'k, with Garwood’s exact Poisson limits (80 %); null below twenty clients.' });

export const EXAMPLE_MULTIPLIER = {
  value: 0.25,
  low: 0.1654,
  high: 0.3661,
  children: 15,
  cohort: { from: '2024-11-29T09:00:00.000Z', to: '2025-11-29T09:00:00.000Z', n: 60 },
};
