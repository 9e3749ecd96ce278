import { z } from 'zod';
import { CARRIERS, MILESTONES } from '../../policy/practice/policy-sections.ts';
import { CREDITED_BY } from '../../policy/referrals/prompted-by.ts';
import { at } from '../../http/fields.ts';

export const PromptedByView = z
  .object({
    milestoneId: z.uuid(),
    at,
    by: z.enum(CREDITED_BY),
    moment: z.enum(MILESTONES),
    carrier: z.enum(CARRIERS).nullable(),
    template: z.string().nullable(),
    version: z.string().nullable(),
  })
  .nullable()
  .optional()
  .meta({
    description:
      'The prompt that led to it: the latest that reached the referrer in the ninety days before. For the owner and the desk.',
  });
