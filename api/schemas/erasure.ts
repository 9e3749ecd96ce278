import { z } from 'zod';
import { ERASURE_SUBJECTS } from '../../entities/erasure.ts';
import { ERASURE_STATUSES } from '../../policy/privacy/erasure.ts';
import { at, id, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { onlyOnePersonOrStaff, whose } from './person.ts';

export const ErasureQuery = z.object({ ...listQuery });

export const WhoIsErased = z
  .strictObject({
    clientId: id().optional(),
    referralId: id().optional(),
    professionalId: id().optional(),
    enquiryId: id().optional(),
    staffId: id().optional().meta({ description: 'Somebody who left: active is false.' }),
    whose,
  })
  .superRefine(onlyOnePersonOrStaff)
  .meta({
    id: 'WhoIsErased',
    description: 'One person, by one of their records; the others that are certainly theirs are found.',
    example: { clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11' },
  });

const EXAMPLE = {
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
  liftedAt: null,
  liftedBy: null,
  liftedBecause: null,
  askedAt: '2026-11-23T09:00:00.000Z',
  askedBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a13',
  doneAt: '2026-11-23T09:00:02.000Z',
  updatedAt: '2026-11-23T09:00:02.000Z',
  workflowId: 'erasure/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
} as const;

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
    liftedAt: at.nullable().meta({ description: 'Since when they may be entered again.' }),
    liftedBy: z.uuid().nullable(),
    liftedBecause: z.string().nullable(),
    askedAt: at,
    askedBy: z.uuid().nullable(),
    doneAt: at.nullable(),
    updatedAt: at,
    workflowId: z.string(),
  })
  .meta({
    id: 'Erasure',
    example: EXAMPLE,
  });

export const LiftedErasure = z.strictObject({ reason: line(500) }).meta({
  id: 'LiftedErasure',
  example: { reason: 'They rang on 3 May and asked to be a client again.' },
});

export const OneErasureView = ErasureView.extend({
  returned: z.array(z.object({ form: z.string(), at, typed: z.record(z.string(), z.unknown()) })).meta({
    description:
      'What came through a public form from whoever was erased; the latest five, for 28 days. Nothing of it was entered, and the form said nothing.',
  }),
}).meta({
  id: 'OneErasure',
  example: { ...EXAMPLE, returned: [] },
});
