import { z } from 'zod';
import { at } from '../../http/fields.ts';
import { MESSAGE_PURPOSES } from '../../policy/outbound-mail/delivery.ts';

export const PracticeHealthView = z
  .object({
    diary: z.object({ readAt: at.nullable().meta({ description: 'Null: no diary was ever read.' }) }),
    mail: z.object({
      ok: z.boolean(),
      why: z.enum(['sender_refused', 'provider_away']).nullable(),
    }),
    form: z
      .object({ ok: z.boolean(), checkedAt: at })
      .nullable()
      .meta({ description: 'The form on the website; null: not tried yet.' }),
    next: z
      .object({ purpose: z.enum(MESSAGE_PURPOSES), at })
      .nullable()
      .meta({ description: 'Which e-mail goes by itself next.' }),
  })
  .meta({
    id: 'PracticeHealth',
    example: {
      diary: { readAt: '2026-11-30T07:40:00.000Z' },
      mail: { ok: true, why: null },
      form: { ok: true, checkedAt: '2026-11-30T08:54:00.000Z' },
      next: { purpose: 'thanks', at: '2026-12-01T09:00:00.000Z' },
    },
  });
