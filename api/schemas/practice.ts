import { z } from 'zod';
import { PROFILES, SENDING } from '../../policy/practice/practice-terms.ts';
import { ROLES } from '../../policy/access/routes.ts';
import { PreferencesView } from './me.ts';
import { emailAddress, line, paragraph, phoneNumber, webAddress } from '../../http/fields.ts';

export const PracticePatch = z
  .strictObject({
    name: line(120).optional(),
    legalName: line(200).nullish(),
    timezone: line(60).optional().meta({ example: 'Europe/London' }),
    locale: line(20).refine(isLocale, 'must be a locale (en-GB)').optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency (GBP)')
      .optional(),
    neutralSenderName: line(60)
      .refine(isNoAddress, 'must not look like an address: the address that it comes from stands beside it')
      .optional()
      .meta({ description: 'What recipients see; nothing that tells what the practice does.' }),
    from: emailAddress().optional(),
    replyTo: emailAddress().optional(),
    phone: phoneNumber().nullish(),
    postalAddress: paragraph(500).nullish(),
    website: webAddress().nullish(),
    privacyUrl: webAddress().nullish(),
    crisisRoute: line(200).nullish(),
    whoWeHelp: paragraph().nullish(),
    whatToExpect: paragraph().nullish(),
    videoUrl: webAddress().nullish(),
    intakeProcedure: paragraph(10_000).nullish().meta({
      description: 'Your own, beside what runs by itself in the manual; plain text.',
    }),
    cancellationPolicy: paragraph(10_000).nullish().meta({ description: 'The same.' }),
    hasAutoresponder: z.boolean().optional().meta({
      description: 'Your mailbox (replyTo) answers by itself, and that it does is checked.',
    }),
    profile: z.enum(PROFILES).optional(),
    sending: z.enum(SENDING).optional(),
    postmarkServerToken: line(100)
      .nullish()
      .meta({ description: 'Of your own Postmark server; never shown again.' }),
    promptsSignedOff: z.boolean().optional().meta({
      description: 'US_STRICT: the owner has checked the rules of their state; no prompt before. Owner only.',
    }),
  })
  .meta({ id: 'PracticePatch', example: { sending: 'live', replyTo: 'hello@willow.example' } });

export const PracticeView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    legalName: z.string().nullable(),
    timezone: z.string(),
    locale: z.string(),
    currency: z.string(),
    neutralSenderName: z.string(),
    from: z.string(),
    replyTo: z.string(),
    phone: z.string().nullable(),
    postalAddress: z.string().nullable(),
    website: z.string().nullable(),
    privacyUrl: z.string().nullable(),
    crisisRoute: z.string().nullable(),
    whoWeHelp: z.string().nullable(),
    whatToExpect: z.string().nullable(),
    videoUrl: z.string().nullable(),
    intakeProcedure: z.string().nullable(),
    cancellationPolicy: z.string().nullable(),
    hasAutoresponder: z.boolean(),
    profile: z.enum(PROFILES),
    sending: z.enum(SENDING),
    postmarkServerToken: z.literal('set').nullable(),
    inboundAddress: z.string().nullable().meta({
      description:
        'Where introductions may be e-mailed to; null until inbound mail is set up. As replyTo it takes in answers too.',
    }),
    wentLiveAt: z.string().nullable(),
    promptsSignedOffAt: z.string().nullable(),
    updatedAt: z.string(),
  })
  .meta({
    id: 'Practice',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      slug: 'willow',
      name: 'Willow Practice',
      legalName: null,
      timezone: 'Europe/London',
      locale: 'en-GB',
      currency: 'GBP',
      neutralSenderName: 'Willow',
      from: 'hello@willow.example',
      replyTo: 'hello@willow.example',
      phone: null,
      postalAddress: null,
      website: null,
      privacyUrl: null,
      crisisRoute: null,
      whoWeHelp: null,
      whatToExpect: null,
      videoUrl: null,
      intakeProcedure: null,
      cancellationPolicy: null,
      hasAutoresponder: false,
      profile: 'UK_DEFAULT',
      sending: 'rehearsal',
      postmarkServerToken: null,
      inboundAddress: 'in+willow@in.example.org',
      wentLiveAt: null,
      promptsSignedOffAt: null,
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });

export const MeView = z
  .object({
    staffId: z.uuid(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(ROLES)),
    actsAs: z.array(z.enum(ROLES)).meta({
      description: 'The same today: a deputy is an owner while the owner is away, and else one of the desk.',
    }),
    practice: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), sending: z.string() }),
    preferences: PreferencesView,
  })
  .meta({
    id: 'Me',
    example: {
      staffId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      name: 'Noor Rahman',
      email: 'noor@willow.example',
      roles: ['deputy'],
      actsAs: ['desk'],
      practice: {
        id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
        slug: 'willow',
        name: 'Willow Practice',
        sending: 'rehearsal',
      },
      preferences: {
        language: null,
        singleKeyShortcuts: true,
        takeBackSeconds: 15,
        colourScheme: 'system',
      },
    },
  });

/** In many mail programs the name is all that is shown of a sender. */
function isNoAddress(name: string): boolean {
  return !/@|:\/\/|www\.|\w\.[a-z]{2,}\b/i.test(name);
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    // harmless: throwing is how Intl says that this is no locale
    return false;
  }
}
