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

/** A hold in a list: which one it is, and whether it can be undone, depend on who reads it. */
export const HoldList = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        code: z.enum([...HOLD_CODES, 'not_now']).meta({
          description: "Everybody but the owner and the client's own practitioner reads not_now.",
        }),
        until: z.string().nullable(),
        createdAt: at,
        mayLift: z.boolean().meta({ description: 'Whether whoever asks may lift it now.' }),
      }),
    ),
  })
  .meta({
    id: 'HoldList',
    example: {
      items: [
        {
          id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
          code: 'not_now',
          until: '2027-03-31',
          createdAt: '2026-11-23T09:00:00.000Z',
          mayLift: false,
        },
      ],
    },
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
