import { defineEntity, p } from '@mikro-orm/postgresql';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { Referral } from './referral.ts';

export const REFERRAL_EVENTS = [
  'received',
  'matched',
  'permitted',
  'not_permitted',
  'drafted',
  'handed_over',
  'reminded',
  'escalated',
  'line_added',
  'sent',
  'would_send',
  'delivered',
  'bounced',
  'unknown',
  'refused',
  'thanked_by_hand',
  'let_go',
  'taken_back',
] as const;

const ReferralEventSchema = defineEntity({
  name: 'ReferralEvent',
  tableName: 'referral_event',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'referral'] }],
  properties: {
    ...inPractice,
    referralId: idIn('referral_id'),
    referral: () => inSamePractice(Referral, 'referral_id'),
    what: p.enum(REFERRAL_EVENTS).columnType('text'),
    at: moment(),
    by: p.uuid().nullable(),
    why: p.text().nullable(),
  },
});

/** One line of a referral's timeline: ids and enums only. */
export class ReferralEvent extends ReferralEventSchema.class {}
ReferralEventSchema.setClass(ReferralEvent);
