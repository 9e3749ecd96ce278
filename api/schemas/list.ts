import { z } from 'zod';
import { instant } from '../../http/fields.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Where a page of a list ended: the id of its last item; after its last change (in ms), where changes are listed. */
export const LIST_CURSOR = new RegExp(`^(?:(\\d{13})\\.)?(${UUID})$`);

/** The query parameter that leads to the next page, for a list whose cursors look like this. */
export function cursorLike(pattern: RegExp) {
  return z
    .string()
    .regex(pattern, 'is not a cursor of this list')
    .optional()
    .meta({ description: 'The nextCursor of the page before.' });
}

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
  cursor: cursorLike(LIST_CURSOR),
  updatedSince: instant()
    .optional()
    .meta({ description: 'Only what changed at or after this moment, oldest change first.' }),
};

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
