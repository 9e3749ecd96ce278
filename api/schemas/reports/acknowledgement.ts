import { z } from 'zod';
import { LATE_REASONS } from '../../../policy/referrals/late-reason.ts';
import { acknowledgement } from '../../../reports/acknowledgement.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group, Rate } from './envelope.ts';

const hours = z.number().min(0).nullable();

const figures = {
  received: shownCount,
  permitted: shownCount,
  within48: Rate,
  late: shownCount.meta({ description: 'Thanked after 48 hours, or still not.' }),
  lateReasons: z.record(z.enum(LATE_REASONS), shownCount),
  automatic: shownCount,
  byHand: shownCount,
  notPermitted: shownCount,
  unknown: shownCount.meta({ description: 'Nobody could say who sent them.' }),
  letGo: shownCount,
  waiting: shownCount.meta({ description: 'Not thanked, and their 48 hours are not over.' }),
  p50Hours: hours,
  p90Hours: hours,
};

const EXAMPLE = {
  received: 15,
  permitted: 8,
  within48: { k: 4, n: 5, rate: 0.8, low: 0.532, high: 0.933 },
  late: 1,
  lateReasons: { logged_late: 1, unmatched: 0, mail_refused: 0, not_live: 0, program_down: 0, other: 0 },
  automatic: 2,
  byHand: 3,
  notPermitted: 7,
  unknown: 3,
  letGo: 0,
  waiting: 0,
  p50Hours: 20.5,
  p90Hours: 43.9,
};

export const AcknowledgementReport = z
  .object({
    report: z.literal('acknowledgement'),
    ...envelope,
    ...figures,
    words: z.string(),
    rows: z.array(z.object({ ...group, ...figures })),
  })
  .meta({
    id: 'AcknowledgementReport',
    example: {
      report: acknowledgement.name,
      definition: acknowledgement.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'month',
      n: 15,
      suppressed: false,
      stillLearning: false,
      ...EXAMPLE,
      words: 'thanked 5 of 15 who sent someone (7 not permitted, 3 unknown)',
      rows: [{ month: '2026-11', ...EXAMPLE }],
    },
  });
