import { z } from 'zod';
import { at, date, emailAddress, id, line, listQuery, phoneNumber } from './common.ts';

const THIS_YEAR = new Date().getUTCFullYear();

const optional = {
  lastName: line(100).nullish(),
  email: emailAddress().nullish(),
  phone: phoneNumber().nullish(),
  externalRef: line(100).nullish().meta({ description: 'The id of this client in the practice system; names one client only.' }),
  birthYear: z.int().min(1900).max(THIS_YEAR).nullish(),
  practitionerId: id().nullish(),
  serviceLineId: id().nullish(),
  stage: line(60).nullish(),
  plannedEndOn: date().nullish(),
  plannedShort: z.boolean().nullish(),
};

export const NewClient = z
  .strictObject({ firstName: line(100), ...optional })
  .refine(({ email, externalRef }) => Boolean(email) || Boolean(externalRef), { path: ['email'], message: 'give an e-mail address or an externalRef' })
  .meta({ id: 'NewClient', example: { firstName: 'Robin', email: 'robin@example.org' } });

export const ClientPatch = z.strictObject({ firstName: line(100).optional(), ...optional }).meta({ id: 'ClientPatch' });

export const ClientQuery = z.object({ ...listQuery, q: z.string().trim().min(1).max(100).optional().meta({ description: 'The beginning of a name.' }) });

export const ClientView = z
  .object({
    id: z.uuid(),
    firstName: z.string(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    externalRef: z.string().nullable(),
    birthYear: z.int().nullable(),
    practitionerId: z.uuid().nullable(),
    serviceLineId: z.uuid().nullable(),
    stage: z.string().nullable(),
    plannedEndOn: z.string().nullable(),
    plannedShort: z.boolean().nullable(),
    ending: z.string().nullable(),
    endedOn: z.string().nullable(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({ id: 'Client' });
