import { defineEntity, p } from '@mikro-orm/postgresql';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';
import { Staff } from './staff.ts';

const AbsenceSchema = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  properties: {
    ...inPractice,
    staffId: idIn('staff_id'),
    staff: () => inSamePractice(Staff, 'staff_id'),
    from: p.date(),
    to: p.date(),
    coverStaffId: idIn('cover_staff_id').nullable(),
    coverStaff: () => inSamePractice(Staff, 'cover_staff_id').nullable(),
    createdAt: moment(),
  },
});

/** An absence, both ends included, and who covers it (S40). */
export class Absence extends AbsenceSchema.class {}
AbsenceSchema.setClass(Absence);
