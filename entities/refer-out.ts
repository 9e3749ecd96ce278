import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  REFER_OUT_OUTCOMES,
  REFER_OUT_REASONS,
  REFER_OUT_STATUSES,
} from '../policy/refer-outs/refer-out-terms.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ReferOutSchema = defineEntity({
  name: 'ReferOut',
  tableName: 'refer_out',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'enquiry'] },
    { properties: ['practiceId', 'client'] },
  ],
  properties: {
    ...inPractice,
    enquiryId: idIn('enquiry_id').nullable(),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    reason: p.enum(REFER_OUT_REASONS).columnType('text'),
    status: p.enum(REFER_OUT_STATUSES).columnType('text'),
    toProfessionalId: idIn('to_professional_id').nullable(),
    toProfessional: () => inSamePractice(Professional, 'to_professional_id').nullable(),
    /** Colleagues who were suggested, in this order, and those who said no. */
    suggestedIds: p.array().columnType('uuid[]'),
    declinedIds: p.array().columnType('uuid[]'),
    personConsented: p.boolean(),
    wordingVersion: p.text().nullable(),
    consentedAt: moment().nullable(),
    handedOverAt: moment().nullable(),
    checkedAt: moment().nullable(),
    outcome: p.enum(REFER_OUT_OUTCOMES).columnType('text').nullable(),
    outcomeAt: moment().nullable(),
    createdAt: moment(),
    createdBy: p.uuid().nullable(),
    updatedAt: moment(),
  },
});

/** A person we cannot serve, on the way to somebody who can. */
export class ReferOut extends ReferOutSchema.class {}
ReferOutSchema.setClass(ReferOut);
