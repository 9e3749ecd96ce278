import { z } from 'zod';
import { COST_GROUPS } from '../../../policy/reports/source-groups.ts';
import { acquisitionCost } from '../../../reports/acquisition-cost.ts';
import { shownCount } from '../forecast.ts';
import { envelope } from './envelope.ts';

const cost = {
  group: z.enum(COST_GROUPS),
  clients: shownCount,
  cash: z.object({ minor: shownCount, perClientMinor: shownCount }),
  loaded: z
    .object({ minutes: shownCount, minor: shownCount, perClientMinor: shownCount })
    .meta({ description: 'Cash, and staff time at the hourly rate of the policy.' }),
  words: z.string().nullable(),
};

const ROW = {
  group: 'paid' as const,
  clients: 4,
  cash: { minor: 12_000, perClientMinor: 3_000 },
  loaded: { minutes: 90, minor: 15_750, perClientMinor: 3_938 },
  words: '£30.00 (£39.38 with staff time) a client',
};

export const AcquisitionCostReport = z
  .object({
    report: z.literal('acquisition-cost'),
    ...envelope,
    rows: z.array(z.object({ kind: z.string(), ...cost })),
    groups: z.array(z.object(cost)).meta({ description: 'The same rows added up, side by side (S50).' }),
  })
  .meta({
    id: 'AcquisitionCostReport',
    example: {
      report: 'acquisition-cost',
      definition: acquisitionCost.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'kind',
      n: 4,
      rows: [{ kind: 'advert', ...ROW }],
      groups: [ROW],
      suppressed: false,
      stillLearning: false,
    },
  });
