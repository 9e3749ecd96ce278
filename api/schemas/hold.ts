import { z } from 'zod';
import { HOLD_CODES } from '../../policy/clients/client-terms.ts';
import { at, date } from '../../http/fields.ts';

export const NewHold = z
  .strictObject({
    code: z.enum(HOLD_CODES),
    until: date().nullish().meta({ description: 'The last day it holds; left out, it holds for good.' }),
  })
  .meta({
    id: 'NewHold',
    description: '"Not now". No reason is asked, and none is kept.',
    example: { code: 'held', until: '2027-03-31' },
  });

export const HoldView = z
  .object({ id: z.uuid(), code: z.enum(HOLD_CODES), until: z.string().nullable(), createdAt: at })
  .meta({
    id: 'Hold',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      code: 'held',
      until: '2027-03-31',
      createdAt: '2026-11-23T09:00:00.000Z',
    },
  });
