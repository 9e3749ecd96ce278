import { z } from 'zod';
import { ERASURE_SUBJECTS } from '../../entities/erasure.ts';
import { ERASURE_STATUSES } from '../../policy/privacy/erasure.ts';
import { at } from '../../http/fields.ts';
import { listQuery } from './list.ts';

export const ErasureQuery = z.object({ ...listQuery });

export const ErasureView = z
  .object({
    id: z.uuid(),
    subject: z.enum(ERASURE_SUBJECTS),
    subjectId: z.uuid(),
    status: z.enum(ERASURE_STATUSES).meta({
      description:
        '`asked`: nothing leaves for them any more; `erased`: gone from here, and a person has yet to have the copy of our mail provider removed; `done`.',
    }),
    proof: z.record(z.string(), z.union([z.number(), z.string()])).meta({
      description: 'How many rows of which table, and what became of the copy of our mail provider.',
    }),
    removeByHand: z.array(z.string()).meta({
      description: 'Addresses that somebody must have removed at the mail provider; gone when done.',
    }),
    carrierAskedAt: at.nullable(),
    askedAt: at,
    askedBy: z.uuid().nullable(),
    doneAt: at.nullable(),
    updatedAt: at,
    workflowId: z.string(),
  })
  .meta({
    id: 'Erasure',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      subject: 'client',
      subjectId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      status: 'done',
      proof: {
        client: 1,
        message: 14,
        client_session: 9,
        public_token: 2,
        carrier: 'asked',
        carrier_requests: '7',
      },
      removeByHand: [],
      carrierAskedAt: '2026-11-23T09:00:01.000Z',
      askedAt: '2026-11-23T09:00:00.000Z',
      askedBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
      doneAt: '2026-11-23T09:00:02.000Z',
      updatedAt: '2026-11-23T09:00:02.000Z',
      workflowId: 'erasure/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    },
  });
