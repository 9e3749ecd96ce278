import { z } from 'zod';
import { CONCENTRATION_STATES } from '../../../policy/reports/concentration.ts';
import { concentration } from '../../../reports/concentration.ts';
import { shownCount } from '../forecast.ts';
import { month } from '../month.ts';
import { envelope, figure, fraction, Rate, source } from './envelope.ts';

const lastOn = z.iso.date().nullable();

/** What is said for who sees all figures. */
export const CONCENTRATION_EXAMPLE = {
  report: 'concentration',
  definition: concentration.definition,
  from: '2025-11-29T09:00:00.000Z',
  to: '2026-11-29T09:00:00.000Z',
  asOf: '2026-11-29T09:00:00.000Z',
  n: 20,
  rows: [{ source: { kind: 'professional' }, clients: 10, share: 0.5, lastOn: '2026-11-20' }],
  channels: [{ kind: 'search', clients: 12 }],
  unnamed: 3,
  hhi: 0.32,
  effective: 3.125,
  corrected: 0.2842,
  top1: { source: { kind: 'professional' }, share: 0.5 },
  byKind: { hhi: 0.58, effective: 1.724 },
  buffer: { share: 0.5, mayStop: 2 },
  referralShare: { k: 23, n: 35, rate: 0.6571, low: 0.5486, high: 0.7518 },
  overTime: [{ month: '2026-11', clients: 2, top1: 0.5 }],
  state: 'alert',
  words: 'as if 3.1 equal sources',
  suppressed: false,
  stillLearning: false,
};

export const ConcentrationReport = z
  .object({
    report: z.literal('concentration'),
    ...envelope,
    n: shownCount.meta({ description: 'New clients by a source that is named.' }),
    rows: z.array(z.object({ source, clients: shownCount, share: fraction, lastOn })),
    channels: z
      .array(z.object({ kind: z.string(), clients: shownCount }))
      .meta({ description: 'Everybody whom nobody sent, by kind, with not_said and unknown.' }),
    unnamed: shownCount.meta({ description: 'Somebody passed our name on, and nobody knows who.' }),
    hhi: fraction,
    effective: figure.meta({ description: '1/hhi: as if so many equal sources.' }),
    corrected: figure.meta({ description: 'hhi without what a small number adds to it.' }),
    top1: z.object({ source, share: fraction }).nullable(),
    byKind: z.object({ hhi: fraction, effective: figure }),
    buffer: z.object({ share: fraction, mayStop: shownCount }).nullable().meta({
      description: 'What is left when the largest stops, and how many may until less than half is left.',
    }),
    referralShare: Rate,
    overTime: z
      .array(z.object({ month, clients: shownCount, top1: fraction }))
      .meta({ description: 'The share that this largest source had in each month.' }),
    state: z.enum(CONCENTRATION_STATES),
    words: z.string(),
  })
  .meta({
    id: 'ConcentrationReport',
    example: CONCENTRATION_EXAMPLE,
  });
