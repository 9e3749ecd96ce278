import { z } from 'zod';
import { REFERRAL_EVENTS } from '../../entities/referral-event.ts';
import { CONTACT_CHANNELS } from '../../policy/source-log/source-kinds.ts';
import {
  ACKNOWLEDGEMENT_STATUSES,
  BY_HAND,
  HAND_OVER_REASONS,
  LEARNED_FROM,
} from '../../policy/referrals/acknowledgement.ts';
import { LATE_REASONS } from '../../policy/referrals/late-reason.ts';
import { DELIVERIES } from '../../policy/outbound-mail/delivery.ts';
import {
  at,
  emailAddress,
  id,
  instant,
  isObject,
  line,
  pastInstant,
  personName,
  phoneNumber,
} from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { takeBack, takeBackUntil } from './take-back.ts';
import { PromptedByView } from './prompted-by.ts';

export const ReferrerInput = z.union(
  [
    z.strictObject({ clientId: id() }),
    z.strictObject({ professionalId: id() }),
    z.strictObject({ firstName: personName(), email: emailAddress().optional() }),
  ],
  'must be {clientId}, {professionalId} or {firstName, email?}',
);

export const NewReferral = z
  .strictObject({
    learnedFrom: z
      .enum(LEARNED_FROM)
      .meta({ description: 'How we know: it decides whether thanks would tell the referrer anything new.' }),
    referrer: ReferrerInput,
    person: z
      .strictObject({
        firstName: personName(),
        email: emailAddress().optional(),
        phone: phoneNumber().optional(),
      })
      .optional(),
    via: z.enum(CONTACT_CHANNELS),
    enquiryId: id().optional(),
    mayThank: z.boolean().optional(),
    mayName: z.boolean().optional(),
    personAgreed: z.boolean().optional(),
    practitionerId: id().optional(),
    serviceLineId: id().optional(),
    receivedAt: pastInstant().optional(),
    distinct: z
      .boolean()
      .optional()
      .meta({ description: 'Two friends of one first name: log this one too.' }),
  })
  .meta({
    id: 'NewReferral',
    example: {
      learnedFrom: 'referrer',
      referrer: { firstName: 'Robin', email: 'robin@example.org' },
      person: { firstName: 'Sam' },
      via: 'phone',
    },
  });

export const ReferralQuery = z.object({
  ...listQuery,
  referrer: z.uuid().optional().meta({ description: "A client's or a professional's id." }),
  overdue: z.enum(['true', 'false']).optional(),
  from: instant().optional(),
  to: instant().optional(),
});

export const MatchInput = z
  .union(
    [
      z.strictObject({ clientId: id() }),
      z.strictObject({ professionalId: id() }),
      z.strictObject({ nobody: z.literal(true) }),
    ],
    'must be {clientId}, {professionalId} or {nobody: true}',
  )
  .meta({ id: 'Match', example: { nobody: true } });

export const AcknowledgementInput = z
  .strictObject({
    addLine: line(200).optional(),
    byHand: z.enum(BY_HAND).optional(),
    takeBack: takeBack(),
  })
  .refine(({ addLine, byHand }) => addLine === undefined || byHand === undefined, {
    path: ['byHand'],
    message: 'give addLine or byHand, not both',
    when: isObject,
  })
  .meta({ id: 'AcknowledgementInput', example: { byHand: 'phone' } });

export const PermissionInput = z
  .strictObject({
    mayThank: z.boolean(),
    mayName: z.boolean().optional(),
    wordingVersion: line(60),
    spoken: z.boolean().optional(),
  })
  .meta({ id: 'PermissionInput', example: { mayThank: true, wordingVersion: 'm4-1' } });

const Acknowledgement = z
  .object({
    status: z.enum(ACKNOWLEDGEMENT_STATUSES),
    needsPerson: z.enum(HAND_OVER_REASONS).optional().meta({ description: 'Why a person is needed.' }),
    late: z.boolean(),
    lateReason: z
      .enum(LATE_REASONS)
      .nullable()
      .meta({ description: 'Why it went late, or has not gone yet; null where it is not late.' }),
    lateAtEntry: z.boolean(),
    delivery: z.enum(DELIVERIES).optional(),
    dueAt: at.nullable().meta({ description: 'Null where the thanks is not permitted.' }),
    sentAt: at.optional(),
    by: z.string().optional().meta({ description: 'A staff id, or `automatic`.' }),
    byHand: z.enum(BY_HAND).optional(),
    messageId: z.uuid().optional(),
    takeBackUntil: takeBackUntil(),
  })
  .meta({ id: 'Acknowledgement' });

export const ReferralView = z
  .object({
    id: z.uuid(),
    number: z.int(),
    learnedFrom: z.enum(LEARNED_FROM),
    via: z.enum(CONTACT_CHANNELS),
    referrer: z.object({
      clientId: z.uuid().optional(),
      professionalId: z.uuid().optional(),
      firstName: z.string().optional(),
      name: z.string().optional().meta({
        description:
          'Of a client or a colleague. Which client it was is for the owner and the desk. Not in the answer that records it.',
      }),
    }),
    person: z.object({ firstName: z.string() }).nullable(),
    enquiryId: z.uuid().optional(),
    mayThank: z.boolean().nullable(),
    mayName: z.boolean().nullable(),
    practitionerId: z.uuid().nullable(),
    serviceLineId: z.uuid().nullable(),
    receivedAt: at,
    recordedAt: at,
    updatedAt: at,
    acknowledgement: Acknowledgement,
    timeline: z.array(
      z.object({ at, what: z.enum(REFERRAL_EVENTS), by: z.string().nullable(), why: z.string().nullable() }),
    ),
    promptedBy: PromptedByView,
    workflowId: z.string(),
    duplicateOf: z.uuid().optional().meta({
      description:
        'This referrer told us of this first name within 30 days; send distinct: true if it is another person.',
    }),
  })
  .meta({
    id: 'Referral',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      number: 17,
      learnedFrom: 'referrer',
      via: 'phone',
      referrer: { clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12', name: 'Robin Ashdown' },
      person: { firstName: 'Sam' },
      mayThank: null,
      mayName: null,
      practitionerId: null,
      serviceLineId: null,
      receivedAt: '2026-11-23T09:00:00.000Z',
      recordedAt: '2026-11-23T09:05:00.000Z',
      updatedAt: '2026-11-25T05:00:04.000Z',
      acknowledgement: {
        status: 'sent',
        late: false,
        lateReason: null,
        lateAtEntry: false,
        delivery: 'delivered',
        dueAt: '2026-11-25T09:00:00.000Z',
        sentAt: '2026-11-25T05:00:04.000Z',
        by: 'automatic',
      },
      timeline: [
        { at: '2026-11-23T09:05:00.000Z', what: 'received', by: null, why: 'referrer' },
        { at: '2026-11-25T05:00:04.000Z', what: 'sent', by: null, why: null },
      ],
      workflowId: 'referral/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    },
  });
