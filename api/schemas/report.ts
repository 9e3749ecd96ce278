import { z } from 'zod';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { CLEANNESS } from '../../policy/source-log/completeness.ts';
import { COMPLETENESS_DEFINITION } from '../../reports/completeness.ts';
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

const share = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .meta({ description: 'null: nobody new, or too few for a rate that tells of nobody.' });

export const CompletenessReport = z
  .object({
    definition: z.string(),
    n: shownCount,
    rows: z.array(
      z.object({
        week: z.iso.date().meta({ description: 'The Monday on which it began.' }),
        over: z.boolean().meta({ description: 'false: it runs, and is not pooled yet.' }),
        newClients: shownCount,
        answered: shownCount,
        share,
      }),
    ),
    suppressed: z
      .boolean()
      .meta({ description: 'Numbers from one to four are hidden from whoever does not need them.' }),
    answered: shownCount,
    share,
    state: z
      .enum(CLEANNESS)
      .meta({ description: 'Only where it says clean is anything ranked by source (S29).' }),
  })
  .meta({
    id: 'CompletenessReport',
    example: {
      definition: COMPLETENESS_DEFINITION,
      n: 31,
      rows: [{ week: '2026-11-16', over: true, newClients: 3, answered: 3, share: 1 }],
      suppressed: false,
      answered: 29,
      share: 0.935,
      state: 'clean',
    },
  });
