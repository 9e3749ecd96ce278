import { defineEntity, p } from '@mikro-orm/postgresql';
import { TOUCH_KINDS } from '../policy/network/network-terms.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ProfessionalTouchSchema = defineEntity({
  name: 'ProfessionalTouch',
  tableName: 'professional_touch',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'professional', 'at'] }],
  properties: {
    ...inPractice,
    professionalId: idIn('professional_id'),
    professional: () => inSamePractice(Professional, 'professional_id'),
    kind: p.enum(TOUCH_KINDS).columnType('text'),
    /** The practice's calendar day, and the moment from which the rhythm counts (4.5c). */
    on: p.date(),
    at: moment(),
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
  },
});

/** A contact with a colleague that somebody logged. */
export class ProfessionalTouch extends ProfessionalTouchSchema.class {}
ProfessionalTouchSchema.setClass(ProfessionalTouch);
