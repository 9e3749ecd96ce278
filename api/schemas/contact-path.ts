import { z } from 'zod';
import { CONTACT_FAULTS } from '../../policy/contact-path/contact-faults.ts';
import { CONTACT_PARTS } from '../../policy/contact-path/contact-parts.ts';
import { at } from '../../http/fields.ts';

const Part = z.object({
  part: z.enum(CONTACT_PARTS),
  ok: z.boolean().meta({ description: 'One failure alone is looked at again before it counts.' }),
  checkedAt: at,
  failingSince: at.optional(),
  why: z.enum(CONTACT_FAULTS).optional().meta({ description: 'What was wrong when last looked at.' }),
});

export const ContactPathView = z
  .object({
    parts: z.array(Part).meta({
      description:
        'What has been checked of what the practice has: mail only while it is live, websites where some are given, the automatic reply where it has one.',
    }),
  })
  .meta({
    id: 'ContactPath',
    example: {
      parts: [
        { part: 'form', ok: true, checkedAt: '2026-11-30T09:00:00.000Z' },
        {
          part: 'website',
          ok: false,
          checkedAt: '2026-11-30T09:00:00.000Z',
          failingSince: '2026-11-30T08:44:00.000Z',
          why: 'timeout',
        },
      ],
    },
  });
