import { z } from 'zod';
import { instant } from '../../http/fields.ts';

/** Query of every list. */
export const listQuery = {
  limit: z
    .string()
    .refine(
      (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200,
      'must be a whole number from 1 to 200',
    )
    .transform(Number)
    .default(50)
    .meta({
      override: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      description: 'How many at most.',
    }),
  cursor: z.string().max(400).optional().meta({ description: 'The nextCursor of the page before.' }),
  updatedSince: instant()
    .optional()
    .meta({ description: 'Only what changed at or after this moment, oldest change first.' }),
};

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
