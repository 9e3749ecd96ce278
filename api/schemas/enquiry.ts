import { z } from 'zod';
import { ENQUIRY_EVENTS } from '../../entities/enquiry-event.ts';
import { CONTACT_CHANNELS, SOURCE_ANSWERS } from '../../policy/source-log/source-kinds.ts';
import {
  CLOSING_REASONS,
  ENQUIRY_STAGES,
  FITS,
  LOSS_CAUSES,
  ON_BEHALF,
  PROGRESS_STAGES,
} from '../../policy/enquiries/enquiry-terms.ts';
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
import { listQuery, pageOf } from './list.ts';
import { PromptedByView } from './prompted-by.ts';
import { ReferrerInput } from './referral.ts';
import { Hops, SourceView } from './source.ts';

const PersonInput = z.strictObject({
  firstName: personName(),
  lastName: personName().optional(),
  email: emailAddress().optional(),
  phone: phoneNumber().optional(),
});

export const NewEnquiry = z
  .strictObject({
    person: PersonInput,
    onBehalf: z.enum(ON_BEHALF).optional(),
    answer: line(500).optional().meta({ description: 'How they heard of us, in their own words.' }),
    sourceId: id().optional(),
    sourceKind: z
      .enum(SOURCE_ANSWERS)
      .optional()
      .meta({ description: 'Where no particular source is known; not_said: they would rather not say.' }),
    hops: Hops.optional(),
    referrer: ReferrerInput.optional(),
    mayThank: z.boolean().optional(),
    mayName: z.boolean().optional(),
    knowsACurrentClient: z
      .boolean()
      .optional()
      .meta({ description: 'Looked at by a practitioner before anything is booked.' }),
    severalNames: z.boolean().optional().meta({ description: 'They were given several names besides ours.' }),
    practitionerId: id().optional(),
    serviceLineId: id().optional(),
    via: z.enum(CONTACT_CHANNELS),
    receivedAt: pastInstant().optional(),
  })
  .refine(({ referrer, mayThank }) => mayThank === undefined || referrer !== undefined, {
    path: ['mayThank'],
    message: 'needs a referrer: there is nobody to thank',
    when: isObject,
  })
  .refine(({ referrer, sourceId, sourceKind }) => !referrer || (!sourceId && !sourceKind), {
    path: ['sourceId'],
    message: 'a referrer is the source already; leave sourceId and sourceKind out',
    when: isObject,
  })
  .meta({
    id: 'NewEnquiry',
    example: {
      person: { firstName: 'Sam', phone: '+44 20 7946 0000' },
      referrer: { firstName: 'Robin' },
      mayThank: true,
      via: 'phone',
    },
  });

export const EnquiryPatch = z
  .strictObject({
    person: z
      .strictObject({
        firstName: personName().optional(),
        lastName: personName().nullish(),
        email: emailAddress().nullish(),
        phone: phoneNumber().nullish(),
      })
      .optional(),
    onBehalf: z.enum(ON_BEHALF).nullish(),
    knowsACurrentClient: z.boolean().optional(),
    severalNames: z.boolean().optional(),
    practitionerId: id().nullish(),
    serviceLineId: id().nullish(),
    fit: z.enum(FITS).optional(),
  })
  .meta({ id: 'EnquiryPatch', example: { fit: 'ideal' } });

export const EnquiryQuery = z.object({
  ...listQuery,
  stage: z.enum(ENQUIRY_STAGES).optional(),
  open: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'With a step left before a first session: received, contacted or booked.' }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Open for longer in its stage than the practice promises.' }),
  source: z
    .union([z.enum(SOURCE_ANSWERS), z.uuid(), z.literal('unknown')])
    .optional()
    .meta({ description: 'A kind, `unknown`, or the id of a source, a client or a professional.' }),
  from: instant().optional(),
  to: instant().optional(),
});

export const Progress = z
  .strictObject({
    stage: z.enum(PROGRESS_STAGES),
    at: pastInstant().optional(),
    fit: z.enum(FITS).optional(),
  })
  .meta({ id: 'Progress', example: { stage: 'contacted', fit: 'ideal' } });

export const Closing = z
  .strictObject({ reason: z.enum(CLOSING_REASONS), leak: z.enum(LOSS_CAUSES).optional() })
  .meta({ id: 'Closing', example: { reason: 'not_ready', leak: 'not_ready' } });

export const Reopening = z
  .strictObject({ reason: line(200) })
  .meta({ id: 'Reopening', example: { reason: 'They rang again.' } });

export const EnquiryView = z
  .object({
    id: z.uuid(),
    person: z
      .object({
        firstName: z.string(),
        lastName: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Null once erased.' }),
    onBehalf: z.enum(ON_BEHALF).nullable(),
    via: z.enum(CONTACT_CHANNELS),
    stage: z.enum(ENQUIRY_STAGES),
    fit: z.enum(FITS).optional(),
    referralId: z.uuid().optional(),
    clientId: z.uuid().optional(),
    source: SourceView,
    sourceName: z.string().nullable().optional().meta({
      description: 'What the source is called; null where it has no name, or whoever asks may not know it.',
    }),
    origin: z.object({ referralId: z.uuid().nullable(), promptedBy: PromptedByView }).optional().meta({
      description:
        'Of a booking too: which referral, and which prompt led to it (S30). For the owner and the desk.',
    }),
    answer: z.string().nullable(),
    knowsACurrentClient: z.boolean().nullable(),
    severalNames: z.boolean().nullable(),
    conflict: z.enum(['open', 'cleared']).nullable(),
    practitionerId: z.uuid().nullable(),
    serviceLineId: z.uuid().nullable(),
    attempts: z.int(),
    stalled: z.boolean(),
    dueAt: at.nullable().meta({ description: 'By when the next step is promised; null where none is left.' }),
    closed: z
      .object({ at, reason: z.enum(CLOSING_REASONS), leak: z.enum(LOSS_CAUSES).nullable() })
      .optional(),
    receivedAt: at,
    recordedAt: at,
    updatedAt: at,
    timeline: z.array(
      z.object({ at, what: z.enum(ENQUIRY_EVENTS), by: z.string().nullable(), why: z.string().nullable() }),
    ),
    workflowId: z.string(),
  })
  .meta({
    id: 'Enquiry',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      person: { firstName: 'Sam', lastName: null, email: null, phone: '+44 20 7946 0000' },
      onBehalf: null,
      via: 'phone',
      stage: 'contacted',
      fit: 'ideal',
      source: { kind: 'client', clientId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12', number: 17 },
      sourceName: 'Robin Ashdown',
      answer: null,
      knowsACurrentClient: null,
      severalNames: null,
      conflict: null,
      practitionerId: null,
      serviceLineId: null,
      attempts: 0,
      stalled: false,
      dueAt: '2026-11-30T10:00:00.000Z',
      receivedAt: '2026-11-23T09:00:00.000Z',
      recordedAt: '2026-11-23T09:05:00.000Z',
      updatedAt: '2026-11-23T10:00:00.000Z',
      timeline: [{ at: '2026-11-23T09:05:00.000Z', what: 'received', by: null, why: 'phone' }],
      workflowId: 'enquiry/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    },
  });

/** How many are open at each step: what can be acted on. */
export const EnquiryPage = pageOf(EnquiryView).extend({
  openByStage: z.object({ received: z.int(), contacted: z.int(), booked: z.int() }),
});
