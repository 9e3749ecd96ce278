import { z } from 'zod';
import { CLEANNESS } from '../../../policy/source-log/completeness.ts';
import { completeness } from '../../../reports/completeness.ts';
import { shownCount } from '../forecast.ts';
import { envelope } from './envelope.ts';

const share = z.number().min(0).max(1).nullable().meta({ description: 'null: of nobody, or withheld.' });
const counts = { newClients: shownCount, answered: shownCount, share };

export const CompletenessReport = z
  .object({
    report: z.literal('completeness'),
    ...envelope,
    n: shownCount.meta({ description: 'Clients who were new in the period.' }),
    answered: shownCount,
    share,
    state: z
      .enum(CLEANNESS)
      .nullable()
      .meta({ description: 'Only where it says clean is anything ranked by source (S29).' }),
    lastThirteenWeeks: z
      .object(counts)
      .meta({ description: 'What `state` is read from: weeks that are over, as of now, together.' }),
    rows: z
      .array(
        z.object({
          week: z.iso.date().meta({ description: 'The Monday on which it began.' }),
          over: z.boolean().meta({ description: 'false: it runs, and is not pooled yet.' }),
          ...counts,
        }),
      )
      .meta({ description: 'From the first week in which somebody was new; for who sees all figures.' }),
  })
  .meta({
    id: 'CompletenessReport',
    example: {
      report: 'completeness',
      definition: completeness.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 118,
      answered: 109,
      share: 0.924,
      state: 'clean',
      lastThirteenWeeks: { newClients: 31, answered: 29, share: 0.935 },
      rows: [{ week: '2026-11-16', over: true, newClients: 3, answered: 3, share: 1 }],
      suppressed: false,
      stillLearning: false,
    },
  });
