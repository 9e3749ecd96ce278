import { z } from 'zod';
import { SESSION_STATUSES } from '../../policy/clients/client-terms.ts';
import { at, instant, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const fields = {
  at: instant().meta({ description: 'When it begins. Only what is booked or cancelled may lie ahead.' }),
  status: z.enum(SESSION_STATUSES),
};
const externalRef = line(100)
  .nullish()
  .meta({ description: 'The id of this appointment in the practice system; the same one again updates.' });

export const NewSession = z
  .strictObject({ ...fields, externalRef })
  .meta({ id: 'NewSession', example: { at: '2026-11-20T10:00:00.000Z', status: 'attended' } });

export const SessionPatch = z
  .strictObject({ at: fields.at.optional(), status: fields.status.optional(), externalRef })
  .meta({ id: 'SessionPatch', example: { status: 'dna' } });

export const SessionQuery = z.object(listQuery);

export const SessionView = z
  .object({
    id: z.uuid(),
    at,
    status: fields.status,
    externalRef: z.string().nullable(),
    imported: z.boolean().meta({ description: 'Came in a file: counted, and never a reason to write.' }),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Session',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      at: '2026-11-20T10:00:00.000Z',
      status: 'attended',
      externalRef: 'A-1001',
      imported: false,
      createdAt: '2026-11-20T11:00:00.000Z',
      updatedAt: '2026-11-20T11:00:00.000Z',
    },
  });
