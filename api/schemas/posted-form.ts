import { z } from 'zod';
import { at } from '../../http/fields.ts';
import { listQuery } from './list.ts';

export const PostedFormQuery = z.object({ ...listQuery });

export const PostedFormView = z
  .object({
    id: z.uuid(),
    form: z.string().meta({ description: 'refer, professionals, consent or enquire.' }),
    said: z.record(z.string(), z.unknown()).meta({ description: 'What was typed, by field.' }),
    byLinkOf: z.uuid().nullable().meta({ description: 'The client by whose link they came.' }),
    postedAt: at,
    givenUpAt: at,
    keptUntil: at.meta({ description: 'Then it is deleted.' }),
  })
  .meta({
    id: 'PostedForm',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      form: 'refer',
      said: { firstName: 'Sarah', email: 'sarah@example.org', friendsName: 'Sam' },
      byLinkOf: null,
      postedAt: '2026-11-23T09:00:00.000Z',
      givenUpAt: '2026-11-23T10:45:00.000Z',
      keptUntil: '2026-12-21T10:45:00.000Z',
    },
  });
