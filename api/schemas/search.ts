import { z } from 'zod';
import { FOUND_KINDS } from '../../facts/search-people.ts';
import { at } from '../../http/fields.ts';

export const SearchInput = z
  .strictObject({
    q: z.string().trim().min(1).max(60).meta({
      description: 'The beginnings of names, of two letters or more.',
    }),
  })
  .meta({ id: 'SearchInput', example: { q: 'rob row' } });

export const FoundView = z.object({
  kind: z.enum(FOUND_KINDS),
  id: z.uuid(),
  name: z.string(),
  number: z.int().nullable().meta({ description: 'Of the source log.' }),
  stage: z.string().nullable().meta({ description: 'How far they have come; of a colleague, their kind.' }),
  organisation: z.string().nullable(),
  practitionerId: z.uuid().nullable(),
  since: at,
});

export const SearchView = z.object({ items: z.array(FoundView) }).meta({
  id: 'Found',
  example: {
    items: [
      {
        kind: 'client',
        id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
        name: 'Robin Rowan',
        number: 38,
        stage: 'settled',
        organisation: null,
        practitionerId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
        since: '2026-03-02T09:00:00.000Z',
      },
    ],
  },
});
