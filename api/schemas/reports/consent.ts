import { z } from 'zod';
import { GATE_CODES } from '../../../policy/journeys/gate-codes.ts';
import { consent, CONSENT_METER } from '../../../reports/consent.ts';
import { shownCount } from '../forecast.ts';
import { envelope } from './envelope.ts';

export const ConsentReport = z
  .object({
    report: z.literal('consent'),
    ...envelope,
    rows: z.array(z.object({ status: z.enum(CONSENT_METER), count: shownCount })),
    asked: shownCount,
    yes: shownCount,
    letsThrough: z
      .number()
      .nullable()
      .meta({ description: 'Prompts a quarter; null where too little is known yet, or it is withheld.' }),
    removesMost: z.enum(GATE_CODES).nullable(),
    words: z.string(),
  })
  .meta({
    id: 'ConsentReport',
    example: {
      report: consent.name,
      definition: consent.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      n: 120,
      suppressed: false,
      stillLearning: false,
      rows: [
        { status: 'given', count: 19 },
        { status: 'declined', count: 9 },
        { status: 'withdrawn', count: 6 },
        { status: 'not_asked', count: 86 },
      ],
      asked: 34,
      yes: 19,
      letsThrough: 7.9,
      removesMost: 'no_consent',
      words: 'asked 34 of 120, yes 19',
    },
  });
