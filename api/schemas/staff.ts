import { z } from 'zod';
import { ROLES } from '../../policy/access/routes.ts';
import {
  at,
  date,
  emailAddress,
  futureInstant,
  id,
  line,
  paragraph,
  personName,
  webAddress,
} from '../../http/fields.ts';
import { listQuery } from './list.ts';

const roles = z.array(z.enum(ROLES)).min(1, 'must name at least one role').max(ROLES.length);

const optional = {
  active: z
    .boolean()
    .optional()
    .meta({ description: 'false: works here no longer; their keys stop working.' }),
  whoWeHelp: paragraph(1_000).nullish(),
  whatToExpect: paragraph(1_000).nullish(),
  videoUrl: webAddress().nullish(),
};

export const NewStaff = z
  .strictObject({ name: personName(), email: emailAddress(), roles, ...optional })
  .meta({
    id: 'NewStaff',
    example: { name: 'Noor Rahman', email: 'noor@practice.example', roles: ['desk'] },
  });

export const StaffPatch = z
  .strictObject({
    name: personName().optional(),
    email: emailAddress().optional(),
    roles: roles.optional(),
    ...optional,
  })
  .meta({ id: 'StaffPatch', example: { roles: ['desk', 'deputy'] } });

export const StaffQuery = z.object(listQuery);

export const StaffView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(ROLES)),
    active: z.boolean(),
    whoWeHelp: z.string().nullable(),
    whatToExpect: z.string().nullable(),
    videoUrl: z.string().nullable(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Staff',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      name: 'Noor Rahman',
      email: 'noor@willow.example',
      roles: ['desk'],
      active: true,
      whoWeHelp: null,
      whatToExpect: null,
      videoUrl: null,
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const NewApiKey = z
  .strictObject({
    label: line(100),
    expiresAt: futureInstant()
      .nullish()
      .meta({ description: 'From then on it opens nothing.', example: '2100-01-01T00:00:00.000Z' }),
  })
  .meta({ id: 'NewApiKey', example: { label: 'Front desk', expiresAt: '2100-01-01T00:00:00.000Z' } });

const shownOfKey = {
  id: z.uuid(),
  label: z.string(),
  createdAt: at,
  expiresAt: at.nullable(),
};

export const ApiKeyView = z
  .object({
    ...shownOfKey,
    lastUsedAt: at.nullable().meta({ description: 'To the minute.' }),
    revokedAt: at.nullable(),
  })
  .meta({
    id: 'ApiKey',
    description: 'A key, without what opens anything.',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      label: 'Front desk',
      createdAt: '2026-11-23T09:00:00.000Z',
      expiresAt: null,
      lastUsedAt: '2026-11-24T10:15:00.000Z',
      revokedAt: null,
    },
  });

export const IssuedApiKey = z
  .object({
    ...shownOfKey,
    apiKey: z.string().optional().meta({
      description: 'Shown this once; an answer repeated for an Idempotency-Key leaves it out.',
      example: 'kw_…',
    }),
  })
  .meta({
    id: 'IssuedApiKey',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      label: 'Front desk',
      apiKey: 'kw_…',
      createdAt: '2026-11-23T09:00:00.000Z',
      expiresAt: null,
    },
  });

const days = z.object({ from: date(), to: date() });

export const NewAbsence = z
  .strictObject({ from: date(), to: date(), coverStaffId: id().nullish() })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    message: 'must not lie before from',
    when: ({ value }) => days.safeParse(value).success,
  })
  .meta({
    id: 'NewAbsence',
    description: 'Days of the practice calendar, both ends included.',
    example: { from: '2026-12-21', to: '2027-01-03' },
  });

export const AbsenceView = z
  .object({
    id: z.uuid(),
    staffId: z.uuid(),
    from: z.string(),
    to: z.string(),
    coverStaffId: z.uuid().nullable(),
    createdAt: at,
  })
  .meta({
    id: 'Absence',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      from: '2026-12-21',
      to: '2027-01-03',
      coverStaffId: null,
      createdAt: '2026-11-23T09:00:00.000Z',
    },
  });
