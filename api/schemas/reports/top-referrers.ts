import { z } from 'zod';
import { topReferrers } from '../../../reports/top-referrers.ts';
import { envelope, source } from './envelope.ts';

export const TopReferrersReport = z
  .object({
    report: z.literal('top-referrers'),
    ...envelope,
    rows: z.array(
      z.object({
        referrer: source,
        referrals: z.int().min(2),
        lastOn: z.iso.date(),
        acknowledged: z
          .object({ k: z.int().min(0), n: z.int().min(1), ever: z.boolean() })
          .nullable()
          .meta({ description: 'Of the referrals here how many were thanked for; null: past ones only.' }),
        rank: z.int().min(1).nullable().meta({
          description: 'Among the clients or the colleagues; null while sources are being learned.',
        }),
        suggestion: z
          .enum(['handwritten_card'])
          .nullable()
          .meta({ description: 'Never thanked by us, and may be: a card (S28).' }),
      }),
    ),
  })
  .meta({
    id: 'TopReferrersReport',
    example: {
      report: 'top-referrers',
      definition: topReferrers.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 31,
      rows: [
        {
          referrer: { kind: 'client', clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11', name: 'Robin Rowan' },
          referrals: 4,
          lastOn: '2026-11-20',
          acknowledged: { k: 0, n: 4, ever: false },
          rank: 1,
          suggestion: 'handwritten_card',
        },
      ],
      suppressed: false,
      stillLearning: false,
    },
  });
