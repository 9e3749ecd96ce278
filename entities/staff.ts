import { defineEntity, p } from '@mikro-orm/postgresql';
import { ROLES } from '../policy/access/routes.ts';
import type { Preferences } from '../policy/practice/preferences.ts';
import { inPractice, moment, practiceScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { linksFollowTheAddress } from './links-follow-the-address.ts';
import { addressIsKnown } from './staff-address.ts';

const ERASED_NAME = 'Somebody who left';

const StaffSchema = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [...linksFollowTheAddress, ...addressIsKnown],
  properties: {
    ...inPractice,
    name: sealed('staff.name'),
    email: sealed('staff.email'),
    emailHash: p.text(),
    linkGeneration: p.integer().default(0),
    roles: p.enum(ROLES).array().columnType('text[]'),
    active: p.boolean(),
    whoWeHelp: p.text().nullable(),
    whatToExpect: p.text().nullable(),
    videoUrl: p.text().nullable(),
    /** What they chose themselves; null: nothing yet. */
    preferences: p.json().$type<Partial<Preferences>>().nullable(),
    /** They left and were erased: what they did keeps their id. */
    erasedAt: moment().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A member of staff. */
export class Staff extends StaffSchema.class {
  /** Nothing but the id is left of somebody who left; the address is nobody's (RFC 2606). */
  erase(now: Date): void {
    this.name = ERASED_NAME;
    this.email = `${this.id}@erased.invalid`;
    this.emailHash = '';
    this.active = false;
    this.whoWeHelp = null;
    this.whatToExpect = null;
    this.videoUrl = null;
    this.preferences = null;
    this.erasedAt = now;
    this.updatedAt = now;
  }
}
StaffSchema.setClass(Staff);
