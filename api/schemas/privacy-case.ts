import { z } from 'zod';
import { at, line, pastInstant } from '../../http/fields.ts';
import { PRIVACY_CASES } from '../../policy/privacy/privacy-case.ts';
import { ERASURE_SUBJECTS } from '../../entities/erasure.ts';
import { listQuery } from './list.ts';
import { OnePerson } from './people-export.ts';

const subject = line(500).meta({ description: 'What it is about; kept sealed.' });

export const NewComplaint = z.strictObject({ subject, receivedAt: pastInstant().optional() }).meta({
  id: 'NewComplaint',
  example: { subject: 'A question about a note', receivedAt: '2026-11-23T09:00:00.000Z' },
});

export const NewIncident = z
  .strictObject({
    subject,
    awareAt: pastInstant()
      .optional()
      .meta({ description: 'From when you knew: the 72 hours run from then.' }),
  })
  .meta({
    id: 'NewIncident',
    example: { subject: 'A letter to a wrong address', awareAt: '2026-11-23T09:00:00.000Z' },
  });

export const NewAccessRequest = OnePerson.safeExtend({
  receivedAt: pastInstant()
    .optional()
    .meta({ description: 'When they asked: the month runs from then. Left out: now.' }),
}).meta({
  id: 'NewAccessRequest',
  description: 'Whose data is asked for, by one of their records.',
  example: { clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11', receivedAt: '2026-11-23T09:00:00.000Z' },
});

export const CasePatch = z.strictObject({ subject }).meta({
  id: 'CasePatch',
  example: { subject: 'A question about a note' },
});

export const CaseQuery = z.object({
  ...listQuery,
  overdue: z.enum(['true', 'false']).optional(),
  open: z.enum(['true', 'false']).optional(),
});

const shared = {
  id: z.uuid(),
  subject: z.string(),
  dueAt: at,
  overdue: z.boolean(),
  warnedAt: at.nullable(),
  closedAt: at.nullable(),
  closedBy: z.uuid().nullable(),
  createdAt: at,
  createdBy: z.uuid().nullable(),
  updatedAt: at,
};
const example = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  overdue: false,
  warnedAt: null,
  closedAt: null,
  closedBy: null,
  createdAt: '2026-11-23T09:05:00.000Z',
  createdBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
  updatedAt: '2026-11-23T09:05:00.000Z',
};

export const ComplaintView = z.object({ ...shared, receivedAt: at }).meta({
  id: 'Complaint',
  description: 'A complaint about data: to be answered within 30 days.',
  example: {
    ...example,
    subject: 'A question about a note',
    receivedAt: '2026-11-23T09:00:00.000Z',
    dueAt: '2026-12-23T09:00:00.000Z',
  },
});

export const IncidentView = z.object({ ...shared, awareAt: at }).meta({
  id: 'Incident',
  description: 'Something went where it should not: 72 hours from the moment you knew.',
  example: {
    ...example,
    subject: 'A letter to a wrong address',
    awareAt: '2026-11-23T09:00:00.000Z',
    dueAt: '2026-11-26T09:00:00.000Z',
  },
});

const { subject: _reworded, ...timed } = shared;

export const AccessRequestView = z
  .object({
    ...timed,
    about: z.object({ subject: z.enum(ERASURE_SUBJECTS), id: z.uuid() }),
    receivedAt: at,
  })
  .meta({
    id: 'AccessRequest',
    description: 'Somebody asked what is held of them: to be answered within a month.',
    example: {
      ...example,
      about: { subject: 'client', id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12' },
      receivedAt: '2026-11-23T09:00:00.000Z',
      dueAt: '2026-12-23T09:00:00.000Z',
    },
  });

export const PrivacyCaseView = z
  .object({
    ...timed,
    kind: z.enum(PRIVACY_CASES),
    subject: z.string().nullable().meta({ description: 'null of a request for data: see `about`.' }),
    about: z.object({ subject: z.enum(ERASURE_SUBJECTS), id: z.uuid() }).nullable(),
    startedAt: at.meta({ description: 'When it was received, or when you knew: the clock starts here.' }),
  })
  .meta({
    id: 'PrivacyCase',
    description: 'A complaint, an incident or a request for data, whichever has this id.',
    example: {
      ...example,
      kind: 'complaint',
      subject: 'A question about a note',
      about: null,
      startedAt: '2026-11-23T09:00:00.000Z',
      dueAt: '2026-12-23T09:00:00.000Z',
    },
  });
