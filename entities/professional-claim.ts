import { defineEntity, p } from '@mikro-orm/postgresql';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ProfessionalClaimSchema = defineEntity({
  name: 'ProfessionalClaim',
  tableName: 'professional_claim',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'professional', 'month'] }],
  properties: {
    ...inPractice,
    professionalId: idIn('professional_id'),
    professional: () => inSamePractice(Professional, 'professional_id'),
    /** YYYY-MM of the practice's calendar. */
    month: p.text(),
    count: p.integer(),
    /** When they said so, the last time. */
    at: moment(),
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** "I gave out your name three times": what a colleague says of a month, set against who arrived (S80). */
export class ProfessionalClaim extends ProfessionalClaimSchema.class {}
ProfessionalClaimSchema.setClass(ProfessionalClaim);
