import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ProfessionalMoveSchema = defineEntity({
  name: 'ProfessionalMove',
  tableName: 'professional_move',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'professional'] }],
  properties: {
    ...inPractice,
    professionalId: idIn('professional_id'),
    professional: () => inSamePractice(Professional, 'professional_id'),
    fromOrganisation: sealed('professional_move.from_organisation').nullable(),
    toOrganisation: sealed('professional_move.to_organisation').nullable(),
    on: p.date(),
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
  },
});

/** A contact person went elsewhere: they stay a contact, and the old place gets a successor to find (S66). */
export class ProfessionalMove extends ProfessionalMoveSchema.class {}
ProfessionalMoveSchema.setClass(ProfessionalMove);
