import { z } from 'zod';
import { COLOUR_SCHEMES, LANGUAGES, TAKE_BACK_SECONDS } from '../../policy/practice/preferences.ts';
import { SENDING } from '../../policy/practice/practice-terms.ts';
import { at, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

export const PreferencesView = z
  .object({
    language: z.enum(LANGUAGES).nullable().meta({ description: 'null: as the browser asks for.' }),
    singleKeyShortcuts: z.boolean(),
    takeBackSeconds: z.literal(TAKE_BACK_SECONDS).meta({
      description: 'How long something that a person sent can be taken back.',
    }),
    colourScheme: z.enum(COLOUR_SCHEMES),
  })
  .meta({
    id: 'Preferences',
    example: { language: null, singleKeyShortcuts: true, takeBackSeconds: 15, colourScheme: 'system' },
  });

export const MePatch = z
  .strictObject({
    preferences: z.strictObject({
      language: z.enum(LANGUAGES).nullish(),
      singleKeyShortcuts: z.boolean().optional(),
      takeBackSeconds: z.literal(TAKE_BACK_SECONDS).optional(),
      colourScheme: z.enum(COLOUR_SCHEMES).optional(),
    }),
  })
  .meta({ id: 'MePatch', example: { preferences: { takeBackSeconds: 60 } } });

export const OwnListQuery = z.object(listQuery);

export const SignedInView = z
  .object({
    id: z.uuid(),
    device: z.string(),
    practiceId: z.uuid().meta({ description: 'In which practice it acts.' }),
    createdAt: at,
    lastUsedAt: at.meta({ description: 'To the minute.' }),
    endsAt: at,
    isThis: z.boolean().meta({ description: 'The one that asks.' }),
  })
  .meta({
    id: 'SignedIn',
    description: 'A browser in which this address has signed in.',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      device: 'Firefox on Windows',
      practiceId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      createdAt: '2026-11-23T09:00:00.000Z',
      lastUsedAt: '2026-11-23T09:40:00.000Z',
      endsAt: '2026-11-30T09:00:00.000Z',
      isThis: true,
    },
  });

export const PasskeyView = z
  .object({ id: z.uuid(), name: z.string(), createdAt: at, lastUsedAt: at.nullable() })
  .meta({
    id: 'Passkey',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      name: 'Chrome on Mac',
      createdAt: '2026-11-23T09:00:00.000Z',
      lastUsedAt: null,
    },
  });

const encoded = z.string().regex(/^[\w-]{1,20000}$/, 'must be base64url');

export const NewPasskey = z
  .strictObject({
    name: line(60).optional(),
    response: z.object({
      id: encoded,
      response: z.object({ clientDataJSON: encoded, attestationObject: encoded }),
      type: z.literal('public-key'),
    }),
  })
  .meta({
    id: 'NewPasskey',
    description: 'What the browser made (of the RegistrationResponseJSON of WebAuthn what is looked at).',
    example: {
      name: 'Chrome on Mac',
      response: {
        id: 'AUbd',
        response: { clientDataJSON: 'eyJ0', attestationObject: 'o2Nm' },
        type: 'public-key',
      },
    },
  });

export const PasskeyOptions = z.looseObject({ challenge: z.string() }).meta({
  id: 'PasskeyOptions',
  description: 'PublicKeyCredentialCreationOptionsJSON of WebAuthn.',
  example: { challenge: 'Zm9vYmFy' },
});

export const WorkplaceView = z
  .object({
    staffId: z.uuid(),
    practice: z.object({ id: z.uuid(), name: z.string(), sending: z.enum(SENDING) }),
    isThis: z.boolean(),
  })
  .meta({
    id: 'Workplace',
    example: {
      staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      practice: { id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12', name: 'Willow Practice', sending: 'live' },
      isThis: true,
    },
  });
