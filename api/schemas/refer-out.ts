import { z } from 'zod';
import { MOST_NAMES } from '../../facts/refer-outs/offer-colleagues.ts';
import {
  REFER_OUT_OUTCOMES,
  REFER_OUT_REASONS,
  REFER_OUT_STATUSES,
} from '../../policy/refer-outs/refer-out-terms.ts';
import { MESSAGE_STATUSES } from '../../policy/outbound-mail/delivery.ts';
import { at, id, isObject, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { takeBack, takeBackUntil } from './take-back.ts';

const ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

export const NewReferOut = z
  .strictObject({
    reason: z.enum(REFER_OUT_REASONS),
    toProfessionalId: id().optional(),
    personConsented: z.boolean().meta({
      description: 'Whether the person said yes to this very colleague having their name and number.',
    }),
    wordingVersion: line(60).optional(),
  })
  .refine(({ toProfessionalId, personConsented }) => !toProfessionalId || personConsented, {
    path: ['personConsented'],
    message:
      'a colleague hears of nobody without their yes: leave toProfessionalId out, and record the yes later',
    when: isObject,
  })
  .meta({ id: 'NewReferOut', example: { reason: 'overflow', personConsented: false } });

export const OfferInput = z
  .strictObject({
    professionalIds: z
      .array(id())
      .min(1)
      .max(MOST_NAMES)
      .refine((ids) => new Set(ids).size === ids.length, 'must not name anybody twice')
      .optional()
      .meta({ description: 'Whom to name; else the first of the suggestions.' }),
    takeBack: takeBack(),
  })
  .meta({ id: 'OfferInput', example: { professionalIds: [ID] } });

export const HandoverConsent = z
  .strictObject({ toProfessionalId: id(), wordingVersion: line(60) })
  .meta({ id: 'HandoverConsent', example: { toProfessionalId: ID, wordingVersion: 'm13' } });

export const OutcomeInput = z
  .strictObject({ outcome: z.enum(REFER_OUT_OUTCOMES) })
  .meta({ id: 'OutcomeInput', example: { outcome: 'declined' } });

export const ReferOutQuery = z.object({
  ...listQuery,
  status: z.enum(REFER_OUT_STATUSES).optional(),
  enquiryId: z.uuid().optional(),
  clientId: z.uuid().optional(),
});

const SuggestionView = z.object({
  professionalId: z.uuid(),
  name: z.string(),
  kind: z.string(),
  focus: z.array(z.string()),
  shared: z.array(z.string()).meta({ description: 'What of their focus fits what the person came for.' }),
  placesKnown: z.int().nullable(),
  lastConfirmedOn: z.string().nullable(),
  isConfirmed: z.boolean().meta({ description: 'Confirmed within the last twelve months.' }),
  hasPlaces: z.boolean(),
});

export const ReferOutView = z
  .object({
    id: z.uuid(),
    enquiryId: z.uuid().nullable(),
    clientId: z.uuid().nullable(),
    personName: z.string().nullable().meta({ description: 'Null once erased.' }),
    reason: z.enum(REFER_OUT_REASONS),
    hint: z.string().optional().meta({ description: 'What else this reason calls for.' }),
    status: z.enum(REFER_OUT_STATUSES),
    toProfessionalId: z.uuid().nullable(),
    toName: z.string().nullable(),
    personConsented: z.boolean(),
    wordingVersion: z.string().nullable(),
    consentedAt: at.nullable(),
    handedOverAt: at.nullable(),
    outcome: z.enum(REFER_OUT_OUTCOMES).nullable(),
    outcomeAt: at.nullable(),
    suggestions: z
      .array(SuggestionView)
      .meta({ description: 'From the trusted list, while nobody is chosen.' }),
    declinedIds: z.array(z.uuid()).meta({ description: 'Colleagues who said no.' }),
    messages: z.array(
      z.object({
        id: z.uuid(),
        template: z.string(),
        status: z.enum(MESSAGE_STATUSES),
        professionalId: z.uuid().nullable(),
        takeBackUntil: takeBackUntil(),
      }),
    ),
    createdAt: at,
    updatedAt: at,
    workflowId: z.string(),
  })
  .meta({
    id: 'ReferOut',
    example: {
      id: ID,
      enquiryId: ID,
      clientId: null,
      personName: 'Sam',
      reason: 'overflow',
      status: 'choosing',
      toProfessionalId: null,
      toName: null,
      personConsented: false,
      wordingVersion: null,
      consentedAt: null,
      handedOverAt: null,
      outcome: null,
      outcomeAt: null,
      suggestions: [
        {
          professionalId: ID,
          name: 'Ada Okafor',
          kind: 'therapist_other_niche',
          focus: ['adolescents'],
          shared: [],
          placesKnown: 2,
          lastConfirmedOn: '2026-11-20',
          isConfirmed: true,
          hasPlaces: true,
        },
      ],
      declinedIds: [],
      messages: [],
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
      workflowId: `refer-out/${ID}`,
    },
  });
