import { z } from 'zod';
import { SUPPRESSION_REASONS, SUPPRESSION_SOURCES } from '../../policy/outbound-mail/suppression.ts';
import { at, emailAddress } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const SUPPRESSED = [...SUPPRESSION_REASONS, 'suppressed'] as const;
const reason = z.enum(SUPPRESSED).meta({
  description:
    '`suppressed`: it happened at another practice of this installation, or nobody knows where; nothing more is told of it.',
});

export const SuppressionQuery = z.object({
  ...listQuery,
  email: emailAddress().optional().meta({ description: 'Of this address only.' }),
  reason: z.enum(SUPPRESSED).optional(),
});

/** At the client: why their address is not written to. */
export const ClientSuppression = z
  .object({ id: z.uuid().nullable(), reason, since: at.nullable(), until: at.nullable() })
  .nullable()
  .meta({ description: 'Why no e-mail goes to their address; null where it may be written to.' });

export const SuppressionView = z
  .object({
    id: z.uuid().nullable(),
    reason,
    source: z.enum(SUPPRESSION_SOURCES).nullable(),
    since: at.nullable(),
    until: at.nullable().meta({ description: 'When it ends by itself; null: it does not.' }),
    email: z.string().nullable().meta({
      description: 'Where somebody on record has this address; only its hash is kept.',
    }),
    name: z.string().nullable().meta({ description: 'Of whoever has this address.' }),
    clientId: z.uuid().nullable(),
    professionalId: z.uuid().nullable(),
    staffId: z.uuid().nullable(),
    mayLift: z.boolean().meta({ description: 'Whether an owner may lift it now.' }),
    mayLiftUntil: at.nullable(),
    words: z.string().meta({ description: 'Why, in words.' }),
    liftedAt: at.nullable(),
    liftedBy: z.uuid().nullable(),
    updatedAt: at.nullable(),
  })
  .meta({
    id: 'Suppression',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      reason: 'hard_bounce',
      source: 'mail_provider',
      since: '2026-11-23T09:00:00.000Z',
      until: '2027-02-21T09:00:00.000Z',
      email: 'robin@example.org',
      name: 'Robin Rowan',
      clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      professionalId: null,
      staffId: null,
      mayLift: true,
      mayLiftUntil: null,
      words: 'mail to their address came back: the mailbox does not exist',
      liftedAt: null,
      liftedBy: null,
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });
