import { z } from 'zod';
import { at, date, emailAddress, id, isObject, line, personName, phoneNumber } from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { SourceView } from './source.ts';
import { ClientSuppression } from './suppression.ts';
import { consentStatus } from './prompt-consent.ts';

const THIS_YEAR = new Date().getUTCFullYear();

const optional = {
  lastName: personName().nullish(),
  email: emailAddress().nullish(),
  phone: phoneNumber().nullish(),
  externalRef: line(100)
    .nullish()
    .meta({ description: 'The id of this client in the practice system; names one client only.' }),
  birthYear: z.int().min(1900).max(THIS_YEAR).nullish(),
  practitionerId: id().nullish(),
  serviceLineId: id().nullish(),
  stage: line(60).nullish(),
  plannedEndOn: date().nullish(),
  plannedShort: z.boolean().nullish(),
};

export const NewClient = z
  .strictObject({
    firstName: personName(),
    ...optional,
    distinct: z.boolean().optional().meta({
      description: 'Somebody has looked: they are another person than who has this address and last name.',
    }),
  })
  .refine(({ email, externalRef }) => Boolean(email) || Boolean(externalRef), {
    path: ['email'],
    message: 'give an e-mail address or an externalRef',
    when: isObject,
  })
  .meta({ id: 'NewClient', example: { firstName: 'Robin', email: 'robin@example.org' } });

export const ClientPatch = z
  .strictObject({ firstName: personName().optional(), ...optional })
  .meta({ id: 'ClientPatch', example: { lastName: 'Ashdown', phone: '+44 20 7946 0000' } });

export const ClientQuery = z.object({
  ...listQuery,
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'The beginning of a name.' }),
  practitioner: id().optional().meta({ description: 'Only the clients of this practitioner.' }),
  stage: line(60).optional().meta({ description: 'Only clients in this stage.' }),
  waiting: z
    .literal('true')
    .optional()
    .meta({ description: 'Only clients for whom a moment waits for its note.' }),
});

export const CLIENT_EXAMPLE = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  firstName: 'Robin',
  lastName: 'Ashdown',
  email: 'robin@example.org',
  phone: null,
  externalRef: 'C-1001',
  birthYear: 1985,
  practitionerId: null,
  serviceLineId: null,
  stage: null,
  plannedEndOn: null,
  plannedShort: null,
  promptConsent: 'given' as const,
  suppression: null,
  source: { kind: 'client', number: 17 },
  generation: 1,
  ending: null,
  endedOn: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
};

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
    promptConsent: consentStatus,
    suppression: ClientSuppression,
    source: SourceView,
    generation: z
      .int()
      .nullable()
      .meta({ description: 'How many clients passed the word on before; null where a step is unknown.' }),
    ending: z.string().nullable(),
    endedOn: z.string().nullable(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Client',
    example: CLIENT_EXAMPLE,
  });

export const Merge = z
  .strictObject({ intoClientId: id().meta({ description: 'The record that is left.' }) })
  .meta({ id: 'Merge', example: { intoClientId: CLIENT_EXAMPLE.id } });

/** A client who is read; by an id that is gone, the one they are now. */
export const ReadClientView = ClientView.extend({
  mergedInto: z
    .uuid()
    .optional()
    .meta({ description: 'This id was merged into that one, which everything else here is of.' }),
}).meta({ id: 'ReadClient', example: CLIENT_EXAMPLE });

/** A client who was to be added. */
export const AddedClientView = ClientView.extend({
  possibleDuplicateOf: z
    .uuid()
    .optional()
    .meta({ description: 'A client who may be the same person: merge the two, or leave them two.' }),
  known: z.literal(true).optional().meta({ description: 'They were here already; nothing was changed.' }),
}).meta({ id: 'AddedClient', example: CLIENT_EXAMPLE });
