import { z } from 'zod';
import { INSTRUMENTS } from '../../policy/clients/instruments.ts';
import { at, id, line, paragraph, pastInstant } from '../../http/fields.ts';
import { month } from './month.ts';

const score = z.number().meta({ description: "Within the instrument's range." });

export const NewSatisfaction = z
  .strictObject({
    instrument: z
      .enum(INSTRUMENTS)
      .meta({ description: 'csat or fft: an outcome measure is never kept of a named client.' }),
    score,
    at: pastInstant().optional(),
    kindWords: paragraph(1_000)
      .nullish()
      .meta({ description: 'For the practitioner alone; in no list, no report and no export.' }),
    mayShare: z.boolean().optional().meta({ description: 'May be passed on to them, without a name.' }),
  })
  .meta({ id: 'NewSatisfaction', example: { instrument: 'csat', score: 5 } });

export const NewPseudonymousScore = z
  .strictObject({
    instrument: z.enum(INSTRUMENTS),
    score,
    month,
    practitionerId: id().nullish(),
    serviceLineId: id().nullish(),
    stage: line(60).nullish(),
  })
  .meta({ id: 'NewPseudonymousScore', example: { instrument: 'nps', score: 9, month: '2026-11' } });

export const SatisfactionView = z
  .object({
    id: z.uuid(),
    instrument: z.enum(INSTRUMENTS),
    score: z.number().nullable(),
    at: at.nullable(),
    month: z.string(),
    practitionerId: z.uuid().nullable(),
    serviceLineId: z.uuid().nullable(),
    stage: z.string().nullable(),
    createdAt: at,
  })
  .meta({
    id: 'Satisfaction',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      instrument: 'csat',
      score: 5,
      at: '2026-11-20T11:00:00.000Z',
      month: '2026-11',
      practitionerId: null,
      serviceLineId: null,
      stage: null,
      createdAt: '2026-11-20T11:00:00.000Z',
    },
  });
