import { z } from 'zod';
import { CONTACT_CHANNELS, SOURCE_ANSWERS } from '../../policy/source-log/source-kinds.ts';
import {
  CLOSING_REASONS,
  FITS,
  LOSS_CAUSES,
  ON_BEHALF,
  PROGRESS_STAGES,
} from '../../policy/enquiries/enquiry-terms.ts';
import { emailAddress, id, isObject, line, pastInstant, personName, phoneNumber } from '../../http/fields.ts';
import { ReferrerInput } from './referral.ts';
import { Hops } from './source.ts';

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
