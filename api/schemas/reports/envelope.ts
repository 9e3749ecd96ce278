import { z } from 'zod';
import { at } from '../../../http/fields.ts';
import { GROUPINGS } from '../../../policy/reports/report-terms.ts';
import { shownCount } from '../forecast.ts';

/** What all reports share (api.md): `rows` and what else a report tells are its own. */
export const envelope = {
  definition: z.string().meta({ description: 'What is counted and how, in words.' }),
  from: at,
  to: at,
  asOf: at.nullable().meta({
    description:
      'The moment whose state is shown; for readers of suppressed figures the last monthly freeze, null before the first.',
  }),
  by: z.enum(GROUPINGS).optional(),
  n: shownCount,
  suppressed: z
    .boolean()
    .meta({ description: 'Something is withheld from this reader, because somebody might be recognised.' }),
  stillLearning: z
    .boolean()
    .meta({ description: 'Fewer than thirteen clean weeks: nothing is ranked yet (S29).' }),
  words: z.string().optional(),
  missing: z.array(z.string()).optional().meta({ description: 'What is not known, said plainly.' }),
};

/** A part of a whole; null: of nobody, or withheld. */
export const fraction = z.number().min(0).max(1).nullable();

/** null: of nobody, or withheld. */
export const Rate = z
  .object({ k: shownCount, n: shownCount, rate: fraction, low: fraction, high: fraction })
  .meta({
    id: 'Rate',
    description: 'k of n, with Wilson’s 80 % interval.',
    example: { k: 3, n: 20, rate: 0.15, low: 0.0746, high: 0.2772 },
  });

/** Where somebody came from, as far as it is known and may be told. */
export const source = z.object({
  kind: z.string(),
  sourceId: z.uuid().optional(),
  clientId: z.uuid().optional(),
  professionalId: z.uuid().optional(),
  name: z.string().optional(),
});

/** A figure that is no count; null: not said, or withheld. */
export const figure = z.number().nullable();

/** What a row is about; which one depends on `by`. */
export const group = {
  practitionerId: z.uuid().nullable().optional(),
  serviceLineId: z.uuid().nullable().optional(),
  stage: z.string().nullable().optional(),
  kind: z.string().optional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  source: source.optional(),
};
