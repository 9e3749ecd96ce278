import { z } from 'zod';
import { SOURCE_ANSWERS, SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { id, isObject, line } from '../../http/fields.ts';
import { ReferrerInput } from './referral.ts';
import { Hops } from './source.ts';

export const IntakeInput = z
  .strictObject({
    clientId: id().optional(),
    enquiryId: id().optional(),
    answer: line(500).optional(),
    sourceId: id().optional(),
    sourceKind: z.enum(SOURCE_ANSWERS).optional(),
    hops: Hops.optional(),
    referrer: ReferrerInput.optional(),
    mayThank: z.boolean().optional(),
    mayName: z.boolean().optional(),
    wordingVersion: line(60).optional(),
  })
  .refine(({ clientId, enquiryId }) => (clientId === undefined) !== (enquiryId === undefined), {
    path: ['clientId'],
    message: 'give clientId or enquiryId, one of the two',
    when: isObject,
  })
  .refine(
    ({ answer, sourceId, sourceKind, referrer, mayThank }) =>
      [answer, sourceId, sourceKind, referrer, mayThank].some((given) => given !== undefined),
    { path: ['answer'], message: 'say something: an answer, a source or a referrer', when: isObject },
  )
  .refine(({ referrer, sourceId, sourceKind }) => !referrer || (!sourceId && !sourceKind), {
    path: ['sourceId'],
    message: 'a referrer is the source already; leave sourceId and sourceKind out',
    when: isObject,
  })
  .meta({
    id: 'Intake',
    example: { clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11', answer: 'A friend', sourceKind: 'other' },
  });

export const CorrectionInput = z
  .strictObject({
    sourceId: id().optional(),
    sourceKind: z.enum(SOURCE_ANSWERS).optional(),
    newSource: z
      .strictObject({ kind: z.enum(SOURCE_KINDS), name: line(200) })
      .optional()
      .meta({
        description: 'Which surgery, which episode: a source of that name, the known one where there is one.',
      }),
    hops: Hops.optional(),
    answer: line(500).optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    path: ['sourceId'],
    message: 'say what is right: a source, its hops or the answer',
    when: isObject,
  })
  .refine(({ newSource, sourceId, sourceKind }) => !newSource || (!sourceId && !sourceKind), {
    path: ['newSource'],
    message: 'a new source is the source already; leave sourceId and sourceKind out',
    when: isObject,
  })
  .meta({ id: 'Correction', example: { sourceKind: 'search' } });

export const LineNumber = z.object({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});
