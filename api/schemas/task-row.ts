import { z } from 'zod';
import { TASK_ACTS } from '../../policy/tasks/task-acts.ts';
import { CONTACT_CHANNELS } from '../../policy/source-log/source-kinds.ts';
import { at } from '../../http/fields.ts';

export const ABOUT_KINDS = ['enquiry', 'client', 'professional', 'referrer', 'staff'] as const;

/** What a row of Today shows besides. */
export const rowOfToday = {
  about: z
    .object({
      kind: z.enum(ABOUT_KINDS),
      id: z.uuid().nullable().meta({ description: 'Null: a name alone, of whom nothing is on record.' }),
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    })
    .nullable()
    .meta({
      description: 'Whom to speak with; null where it is about nobody, or not for the caller to see.',
    }),
  came: z
    .object({ at, via: z.enum(CONTACT_CHANNELS) })
    .nullable()
    .meta({ description: 'When and how it reached the practice, of an enquiry or a referral.' }),
  say: z.string().nullable().meta({ description: 'Words to say, as they stand within `words`.' }),
  goesAt: at.nullable().meta({ description: 'When a drafted thanks goes by itself.' }),
  addedLine: z.string().nullable().meta({ description: 'Of a thanks: the line beside the draft.' }),
  takeBackUntil: at
    .nullable()
    .meta({ description: 'Until when POST /messages/:id/take-back undoes what completed it.' }),
  promised: z.boolean().meta({ description: 'Its deadline is a promise, past which it is not put off.' }),
  notBefore: at.nullable().meta({ description: 'Put off until then.' }),
  givenBy: z
    .object({ staffId: z.uuid(), name: z.string() })
    .nullable()
    .meta({ description: 'Who gave it to whoever has it.' }),
  acts: z
    .array(z.enum(TASK_ACTS))
    .meta({ description: 'What the caller can do about it now, the main act first.' }),
};

export const ROW_EXAMPLE = {
  about: { kind: 'referrer' as const, id: null, name: 'Robin', phone: null, email: null },
  came: { at: '2026-11-23T09:00:00.000Z', via: 'phone' as const },
  say: null,
  goesAt: null,
  addedLine: null,
  takeBackUntil: null,
  promised: true,
  notBefore: null,
  givenBy: null,
  acts: ['match' as const, 'give' as const],
};
