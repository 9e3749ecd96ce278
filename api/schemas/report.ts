import { z } from 'zod';
import { GATE_CODES } from '../../policy/gate-codes.ts';
import { CONSENT_DEFINITION, CONSENT_METER } from '../../reports/consent.ts';
import { shownCount } from './forecast.ts';

export const ConsentReport = z
  .object({
    definition: z.string(),
    n: shownCount,
    rows: z.array(z.object({ status: z.enum(CONSENT_METER), count: shownCount })),
    suppressed: z
      .boolean()
      .meta({ description: 'Numbers from one to four are hidden from whoever does not need them.' }),
    asked: shownCount,
    yes: shownCount,
    letsThrough: z
      .number()
      .nullable()
      .meta({ description: 'Prompts a quarter; null where too little is known yet.' }),
    removesMost: z.enum(GATE_CODES).nullable(),
    words: z.string(),
  })
  .meta({
    id: 'ConsentReport',
    example: {
      definition: CONSENT_DEFINITION,
      n: 120,
      rows: [
        { status: 'given', count: 19 },
        { status: 'declined', count: 9 },
        { status: 'withdrawn', count: 6 },
        { status: 'not_asked', count: 86 },
      ],
      suppressed: false,
      asked: 34,
      yes: 19,
      letsThrough: 7.9,
      removesMost: 'no_consent',
      words: 'asked 34 of 120, yes 19',
    },
  });
