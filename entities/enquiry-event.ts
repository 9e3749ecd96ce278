import { defineEntity, p } from '@mikro-orm/postgresql';
import { Enquiry } from './enquiry.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

export const ENQUIRY_EVENTS = [
  'received',
  'linked',
  'conflict_asked',
  'conflict_cleared',
  'asked_to_contact',
  'attempted',
  'contacted',
  'booked',
  'attended',
  'kept',
  'stalled',
  'source_told',
  'feedback_allowed',
  'feedback_withdrawn',
  'told_professional',
  'referred_out',
  'closed',
  'reopened',
  'erased',
  'taken_back',
] as const;

const EnquiryEventSchema = defineEntity({
  name: 'EnquiryEvent',
  tableName: 'enquiry_event',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'enquiry'] }],
  properties: {
    ...inPractice,
    enquiryId: idIn('enquiry_id'),
    enquiry: () => inSamePractice(Enquiry, 'enquiry_id'),
    what: p.enum(ENQUIRY_EVENTS).columnType('text'),
    at: moment(),
    by: p.uuid().nullable(),
    why: p.text().nullable(),
  },
});

/** One line of an enquiry's timeline: ids and enums only. */
export class EnquiryEvent extends EnquiryEventSchema.class {}
EnquiryEventSchema.setClass(EnquiryEvent);
