import { defineEntity, p } from '@mikro-orm/postgresql';
import { ROLES } from '../policy/access/routes.ts';
import { inPractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';

const StaffSchema = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  properties: {
    ...inPractice,
    name: sealed('staff.name'),
    email: sealed('staff.email'),
    emailHash: p.text(),
    roles: p.enum(ROLES).array().columnType('text[]'),
    active: p.boolean(),
    whoWeHelp: p.text().nullable(),
    whatToExpect: p.text().nullable(),
    videoUrl: p.text().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A member of staff. */
export class Staff extends StaffSchema.class {}
StaffSchema.setClass(Staff);
