import { z } from 'zod';
import { QUIET_STATES } from '../../../policy/reports/silence.ts';
import { quietSources } from '../../../reports/quiet-sources.ts';
import { shownCount } from '../forecast.ts';
import { envelope, fraction, source } from './envelope.ts';

/** One colleague who has been quiet for long. */
export const QuietRow = z.object({
  source,
  intervals: z.int().min(0),
  spanDays: z.number().min(0),
  gapDays: z.number().min(0),
  toldFullDays: z
    .number()
    .min(0)
    .meta({ description: 'Left out of the gap: they had been told that we are full (elapsed time).' }),
  p0: fraction.meta({
    description: 'How probable so long a gap is if nothing has changed; null below three intervals.',
  }),
  state: z.enum(QUIET_STATES),
  share: fraction.meta({ description: 'Of all arrivals from colleagues.' }),
  lastOn: z.iso.date(),
});

export const QUIET_EXAMPLE = {
  source: {
    kind: 'professional',
    professionalId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    name: 'Jo Juniper',
  },
  intervals: 5,
  spanDays: 150,
  gapDays: 124,
  toldFullDays: 0,
  p0: 0.0492,
  state: 'dried',
  share: 0.1463,
  lastOn: '2026-07-28',
};

export const QuietSourcesReport = z
  .object({
    report: z.literal('quiet-sources'),
    ...envelope,
    n: shownCount.meta({ description: 'Arrivals from colleagues in 730 days.' }),
    rows: z.array(QuietRow),
  })
  .meta({
    id: 'QuietSourcesReport',
    example: {
      report: 'quiet-sources',
      definition: quietSources.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 41,
      rows: [QUIET_EXAMPLE],
      suppressed: false,
      stillLearning: false,
    },
  });
