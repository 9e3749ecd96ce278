import { z } from 'zod';
import { ACTORS } from '../../entities/audit-entry.ts';
import { TOKEN_PURPOSES } from '../../entities/public-token.ts';
import { at, instant } from '../../http/fields.ts';
import { listQuery } from './list.ts';

export const AuditQuery = z.object({
  ...listQuery,
  entity: z
    .string()
    .regex(/^[a-z_/-]{1,60}$/, 'must be the name of a kind of record')
    .optional()
    .meta({ description: 'A kind of record: client, referral, policy …' }),
  id: z.uuid().optional().meta({ description: 'The record itself.' }),
  actor: z.enum(ACTORS).optional(),
  action: z
    .string()
    .regex(/^[a-z_/-]{1,60}$/, 'must be the name of an act')
    .optional()
    .meta({ description: 'What was done: read, change, export …' }),
  who: z.uuid().optional().meta({ description: 'A member of the staff.' }),
  from: instant().optional(),
  to: instant().optional(),
});

export const AuditEntryView = z
  .object({
    id: z.uuid(),
    at,
    actor: z.enum(ACTORS),
    staffId: z.uuid().nullable(),
    link: z
      .object({ purpose: z.enum(TOKEN_PURPOSES), subjectId: z.uuid().nullable() })
      .nullable()
      .meta({ description: 'Of what was done by link: what the link is for, and about whom or what.' }),
    action: z.string(),
    entity: z.string(),
    entityId: z.uuid().nullable(),
    fields: z.array(z.string()).meta({ description: 'Which fields, never what they hold.' }),
  })
  .meta({
    id: 'AuditEntry',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      at: '2026-11-23T09:00:00.000Z',
      actor: 'staff',
      staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      link: null,
      action: 'change',
      entity: 'client',
      entityId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
      fields: ['phone'],
    },
  });
