import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const ManualVersionSchema = defineEntity({
  name: 'ManualVersion',
  tableName: 'manual_version',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'version'] }],
  properties: {
    ...inPractice,
    version: p.integer(),
    /** Since when it is in force. */
    since: moment(),
    /** Until when it is known to have been; no earlier day is looked back on. */
    seenAt: moment(),
    /** What it states, as JSON: the newest version's, with which the next is compared. */
    statements: sealed('manual_version.statements').nullable(),
    /** What is different from the version before it, as JSON. */
    changes: sealed('manual_version.changes'),
  },
});

/** A version of the practice's manual: numbered without gaps, one for each text that was in force (S44). */
export class ManualVersion extends ManualVersionSchema.class {}
ManualVersionSchema.setClass(ManualVersion);
