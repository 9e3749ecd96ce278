import { z } from 'zod';
import {
  DISCLOSABLE,
  FEEDBACK,
  REFUSED_BECAUSE,
  RELEASE_SCOPES,
} from '../../policy/disclosures/disclosure.ts';
import { at, id, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

export const NewFeedbackConsent = z
  .strictObject({
    recipient: id().meta({ description: "The professional's id." }),
    scope: z.array(z.enum(RELEASE_SCOPES)).min(1).max(RELEASE_SCOPES.length),
    wordingVersion: line(60),
  })
  .meta({
    id: 'NewFeedbackConsent',
    example: { recipient: ID, scope: ['contacted', 'attended'], wordingVersion: 'release-1' },
  });

export const WithdrawQuery = z.object({
  recipient: z.uuid().optional().meta({ description: 'For this professional alone; else for all.' }),
});

export const FeedbackConsentView = z
  .object({
    id: z.uuid(),
    enquiryId: z.uuid(),
    recipientId: z.uuid(),
    scope: z.array(z.enum(RELEASE_SCOPES)),
    wordingVersion: z.string(),
    givenAt: at,
    expiresAt: at.meta({ description: 'Twelve months later.' }),
    withdrawnAt: at.nullable(),
  })
  .meta({
    id: 'FeedbackConsent',
    example: {
      id: ID,
      enquiryId: ID,
      recipientId: ID,
      scope: ['contacted', 'attended'],
      wordingVersion: 'release-1',
      givenAt: '2026-11-23T09:00:00.000Z',
      expiresAt: '2027-11-23T09:00:00.000Z',
      withdrawnAt: null,
    },
  });

export const MayTellQuery = z.object({
  recipient: z.uuid().optional().meta({
    description: "A professional's id, or a client's, who is told nothing, ever; else whoever sent them.",
  }),
});

export const MayTellView = z
  .object({
    recipientId: z.uuid().nullable(),
    tells: z.array(
      z.object({ what: z.enum(FEEDBACK), may: z.boolean(), why: z.enum(REFUSED_BECAUSE).optional() }),
    ),
    words: z.string().meta({ description: 'What to say; without a consent the same for everybody.' }),
    consentId: z.uuid().nullable(),
  })
  .meta({
    id: 'MayTell',
    example: {
      recipientId: ID,
      tells: [{ what: 'contacted', may: true }],
      words: 'They have been in touch with us.',
      consentId: ID,
    },
  });

export const NewDisclosure = z
  .strictObject({
    recipient: id(),
    what: z.enum(FEEDBACK),
    via: z.enum(['phone', 'letter', 'in_person', 'email']),
  })
  .meta({ id: 'NewDisclosure', example: { recipient: ID, what: 'contacted', via: 'phone' } });

export const DisclosureQuery = z.object(listQuery);

export const DisclosureView = z
  .object({
    id: z.uuid(),
    enquiryId: z.uuid().nullable(),
    referOutId: z.uuid().nullable(),
    recipientId: z.uuid(),
    what: z.enum(DISCLOSABLE),
    via: z.string(),
    consentId: z.uuid().nullable(),
    at,
    by: z.uuid().nullable().meta({ description: 'A staff id; null: by itself.' }),
  })
  .meta({
    id: 'Disclosure',
    example: {
      id: ID,
      enquiryId: ID,
      referOutId: null,
      recipientId: ID,
      what: 'contacted',
      via: 'phone',
      consentId: ID,
      at: '2026-11-23T09:00:00.000Z',
      by: ID,
    },
  });
